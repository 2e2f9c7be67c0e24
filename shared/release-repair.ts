/** What can be done about a release that a change was cut off in. Plain data. */
import * as z from 'zod';
import { releaseStatusSchema } from './helm';

export const repairActionSchema = z.discriminatedUnion('kind', [
  /** To the last revision that was deployed. */
  z.strictObject({ kind: z.literal('rollback'), revision: z.number().int().positive() }),
  /** Nothing was ever deployed, or it was being uninstalled. */
  z.strictObject({ kind: z.literal('uninstall') }),
]);
export type RepairAction = z.infer<typeof repairActionSchema>;

export const repairPlanSchema = z.discriminatedUnion('state', [
  /** It isn't stuck. */
  z.strictObject({ state: z.literal('sound') }),
  /** Chartroom itself is changing it now. */
  z.strictObject({ state: z.literal('busy') }),
  z.strictObject({
    state: z.literal('stuck'),
    revision: z.number(),
    status: releaseStatusSchema,
    /** Epoch ms; null where helm doesn't say. */
    since: z.number().nullable(),
    /** So young that another client may still be at it: the user has to say that it is dead. */
    mayBeLive: z.boolean(),
    action: repairActionSchema,
  }),
]);
export type RepairPlan = z.infer<typeof repairPlanSchema>;
