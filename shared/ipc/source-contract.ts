/** The part of the contract about where the charts of releases come from, and what is new there. Nothing here changes a cluster. */
import * as z from 'zod';
import { contextNameSchema } from '../cluster-choice';
import { digestSchema } from '../oci';
import { registryAddressSchema, repositoryNameSchema, tagSchema } from '../registry';
import { releasePlaceSchema } from '../release';
import {
  listedReleaseSchema,
  releaseOfSourceSchema,
  releaseSourceSchema,
  releaseUpdateSchema,
  sourceVersionsSchema,
} from '../release-source';
import { method } from './contract-method';

/** More are asked for in several calls. */
export const MAX_LISTED_RELEASES = 5_000;

const place = z.strictObject({ place: releasePlaceSchema });
const listed = z.strictObject({
  context: contextNameSchema,
  releases: z.array(listedReleaseSchema).max(MAX_LISTED_RELEASES),
});
const source = releaseSourceSchema.nullable();

export const sourceContract = {
  /** Of the deployed revision, or of the last one where none is deployed. Null where nobody knows. */
  'sources.get': method({ input: place, output: source }),
  /** The same of the revisions in a list, in its order. Asks no registry. */
  'sources.list': method({ input: listed, output: z.array(source) }),
  /** The user says where it came from. `tag` and `digest`: of what is deployed, null where it is none of those in the repository. */
  'sources.link': method({
    input: place.extend({
      source: z.strictObject({
        address: registryAddressSchema,
        repository: repositoryNameSchema,
        tag: tagSchema.nullable(),
        digest: digestSchema.nullable(),
      }),
    }),
    output: releaseSourceSchema,
  }),
  /** Forgets it; labels on the release count no longer either. */
  'sources.unlink': method({ input: place, output: z.null() }),
  /**
   * What is newer in the repositories of those that have a source, in no order. Lists that were seen within the last hour are taken as
   * they are unless `refresh` is set. `prereleases`: also for releases that are none.
   */
  'sources.updates': method({
    input: listed.extend({ prereleases: z.boolean(), refresh: z.boolean() }),
    output: z.array(releaseUpdateSchema),
  }),
  /** What a release can be upgraded to: the versions of its source. */
  'sources.versions': method({
    input: place.extend({ prereleases: z.boolean(), refresh: z.boolean() }),
    output: sourceVersionsSchema,
  }),
  /** "Installed here as …": from what is recorded here, without asking a cluster. */
  'sources.releasesOf': method({
    input: z.strictObject({ address: registryAddressSchema, repository: repositoryNameSchema }),
    output: z.array(releaseOfSourceSchema),
  }),
} as const;
