/**
 * The part of the contract about changing releases: what would be made, and what runs. What changes a cluster names what was previewed;
 * it is refused where that is not what is there any more, and in a protected context until its name was typed.
 */
import * as z from 'zod';
import { commandRequestSchema, helmCommandSchema } from '../helm-command';
import { operationIdSchema, operationLineSchema, operationSchema } from '../operation';
import { rollbackOptionsSchema, uninstallOptionsSchema } from '../helm-options';
import { resourceDiffSchema } from '../manifest-diff';
import { releasePlaceSchema, revisionSchema } from '../release';
import {
  installPreviewSchema,
  installRequestSchema,
  previewIdSchema,
  upgradePreviewSchema,
  upgradeRequestSchema,
} from '../release-preview';
import { repairActionSchema, repairPlanSchema } from '../release-repair';
import { contextNameSchema } from '../cluster-choice';
import { method } from './contract-method';

const nothing = z.null();
const operation = z.strictObject({ id: operationIdSchema });
const place = z.strictObject({ place: releasePlaceSchema });
/** What the user typed; null where the context isn't protected. */
const confirmedContext = contextNameSchema.nullable();

export const operationContract = {
  /** Asks the cluster; changes nothing. Not noticed by it: conflicts with other field managers. */
  'previews.install': method({ input: installRequestSchema, output: installPreviewSchema }),
  /** The same of an upgrade, beside what is deployed. */
  'previews.upgrade': method({ input: upgradeRequestSchema, output: upgradePreviewSchema }),
  /** From what is deployed to what that preview of an upgrade would make, hooks behind the resources. */
  'previews.diff': method({
    input: z.strictObject({ previewId: previewIdSchema }),
    output: z.array(resourceDiffSchema),
  }),

  /**
   * Starts what was previewed, and answers when it runs. `request` is what the user sees now: where it is another one than was previewed
   * (see `previewKey`) it is refused. So it is where another operation on that release runs, or the release has moved on since.
   */
  'operations.install': method({
    input: z.strictObject({ previewId: previewIdSchema, request: installRequestSchema, confirmedContext }),
    output: operationSchema,
  }),
  'operations.upgrade': method({
    input: z.strictObject({ previewId: previewIdSchema, request: upgradeRequestSchema, confirmedContext }),
    output: operationSchema,
  }),
  /** `lastRevision` is what the user saw as the last one: refused where there is a later one. So in those that follow. */
  'operations.rollback': method({
    input: place.extend({
      revision: revisionSchema,
      lastRevision: revisionSchema,
      options: rollbackOptionsSchema,
      confirmedContext,
    }),
    output: operationSchema,
  }),
  /** `confirmedName`: the release's, typed. */
  'operations.uninstall': method({
    input: place.extend({
      lastRevision: revisionSchema,
      options: uninstallOptionsSchema,
      confirmedName: z.string(),
      confirmedContext,
    }),
    output: operationSchema,
  }),
  /** What would help a release that is stuck, if it is. */
  'operations.planRepair': method({ input: place, output: repairPlanSchema }),
  /** Does what was planned. `isDead`: the user says that no other client is at it; needed where it may be live. */
  'operations.repair': method({
    input: place.extend({
      revision: revisionSchema,
      action: repairActionSchema,
      isDead: z.boolean(),
      confirmedContext,
    }),
    output: operationSchema,
  }),
  /** The helm command that does the same, for copying. It holds no value and no secret. */
  'operations.commandOf': method({ input: commandRequestSchema, output: helmCommandSchema }),
  /** Oldest first. */
  'operations.list': method({ input: nothing, output: z.array(operationSchema) }),
  /** Asks helm to stop: what was applied stays. Does nothing to one that is over. */
  'operations.cancel': method({ input: operation, output: nothing }),
  /** Lines with a higher number, oldest first, redacted. */
  'operations.log': method({
    input: operation.extend({ after: z.number().int().nonnegative() }),
    output: z.array(operationLineSchema),
  }),
  /** Takes one that is over off the list. */
  'operations.putAway': method({ input: operation, output: nothing }),
} as const;
