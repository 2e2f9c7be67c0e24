/**
 * A change of a release that runs or has ended: snapshots, complete each time but for its lines, so that a reload of the window loses
 * nothing. Plain data: no value of a user, no Secret.
 */
import * as z from 'zod';
import { appErrorSchema } from './errors';
import { helmPhaseSchema, releaseStatusSchema } from './helm';
import { releasePlaceSchema } from './release';

export const operationIdSchema = z.string().uuid().brand<'OperationId'>();
export type OperationId = z.infer<typeof operationIdSchema>;

export const operationKindSchema = z.enum(['install', 'upgrade', 'rollback', 'uninstall', 'repair']);
export type OperationKind = z.infer<typeof operationKindSchema>;

/** `preparing`: the chart is fetched; `finishing`: helm has ended, and the release is read again. */
export const operationPhaseSchema = z.enum(['preparing', ...helmPhaseSchema.options, 'finishing']);
export type OperationPhase = z.infer<typeof operationPhaseSchema>;

/** What the cluster says of the release after it: what became of it for certain. Null where it couldn't be asked. */
export const releaseTruthSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('absent') }),
  z.strictObject({
    state: z.literal('present'),
    revision: z.number(),
    status: releaseStatusSchema,
    description: z.string(),
  }),
]);
export type ReleaseTruth = z.infer<typeof releaseTruthSchema>;

const ended = { endedAt: z.number(), release: releaseTruthSchema.nullable() };

export const operationStateSchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('running'),
    phase: operationPhaseSchema,
    /** helm was asked to stop, and may take its time. */
    isCancelling: z.boolean(),
  }),
  /** `notes`: plain text that must not be trusted. */
  z.strictObject({ name: z.literal('succeeded'), ...ended, notes: z.string() }),
  z.strictObject({ name: z.literal('failed'), ...ended, error: appErrorSchema }),
  /** What was applied until then stays. */
  z.strictObject({ name: z.literal('cancelled'), ...ended, error: appErrorSchema }),
  /** helm, or Chartroom, was ended in the middle: `release` is what is known. */
  z.strictObject({ name: z.literal('unknown'), ...ended, error: appErrorSchema }),
]);
export type OperationState = z.infer<typeof operationStateSchema>;

export const operationSchema = z.strictObject({
  id: operationIdSchema,
  kind: operationKindSchema,
  place: releasePlaceSchema,
  /** `web 1.2.3`; '' for one without a chart. */
  chart: z.string(),
  /** Epoch ms. */
  startedAt: z.number(),
  /** The number of its last line: `operations.log` gives what came after one. */
  lineCount: z.number(),
  state: operationStateSchema,
});
export type Operation = z.infer<typeof operationSchema>;

export function isRunning({ state }: Operation): boolean {
  return state.name === 'running';
}

/** Kept of each; the oldest go first. */
export const MAX_OPERATION_LINES = 2_000;

export const operationLineSchema = z.strictObject({
  /** From 1 on, without gaps. */
  number: z.number(),
  /** Epoch ms. */
  at: z.number(),
  text: z.string(),
});
export type OperationLine = z.infer<typeof operationLineSchema>;
