/** The part of the contract that reads releases. Nothing here changes a cluster. */
import * as z from 'zod';
import { contextNameSchema, namespaceSchema } from '../cluster-choice';
import { releaseRevisionSchema } from '../helm';
import { releaseResourcesSchema } from '../live-resource';
import { manifestResourceSchema } from '../manifest';
import { clusterDriftSchema, revisionDiffSchema } from '../manifest-diff';
import {
  namespaceCheckSchema,
  openReleaseSchema,
  releaseListSchema,
  releasePlaceSchema,
  revisionSchema,
  takenNameSchema,
} from '../release';
import { method } from './contract-method';

const place = z.strictObject({ place: releasePlaceSchema });
const ofRevision = place.extend({ revision: revisionSchema });

export const releaseContract = {
  /** `namespace`: null for all of them, or for those that the user may see. */
  'releases.list': method({
    input: z.strictObject({ context: contextNameSchema, namespace: namespaceSchema.nullable() }),
    output: releaseListSchema,
  }),
  'releases.get': method({ input: place, output: openReleaseSchema }),
  /** Newest first. */
  'releases.history': method({ input: place, output: z.array(releaseRevisionSchema) }),
  /** YAML: the user's values as they were given, or with `all` what the templates got. `''` where there are none. */
  'releases.values': method({ input: ofRevision.extend({ all: z.boolean() }), output: z.string() }),
  /** Resources first, hooks behind them; what Secrets hold is hidden. */
  'releases.manifest': method({ input: ofRevision, output: z.array(manifestResourceSchema) }),
  /** From an older revision to a newer one, or the other way round. */
  'releases.diff': method({
    input: place.extend({ from: revisionSchema, to: revisionSchema }),
    output: revisionDiffSchema,
  }),
  /** What was changed in the cluster by hand since that revision. Asked by dry runs of the cluster; changes nothing. */
  'releases.drift': method({ input: ofRevision, output: clusterDriftSchema }),
  /** What has become of what it made, in the cluster as it is now. `revision`: null for the last one. */
  'releases.resources': method({
    input: place.extend({ revision: revisionSchema.nullable() }),
    output: releaseResourcesSchema,
  }),
  /** Who has that name; null where it is free. The moment after it may be taken: the preview asks again. */
  'releases.checkName': method({ input: place, output: takenNameSchema.nullable() }),
  'releases.checkNamespace': method({
    input: z.strictObject({ context: contextNameSchema, namespace: namespaceSchema }),
    output: namespaceCheckSchema,
  }),
} as const;
