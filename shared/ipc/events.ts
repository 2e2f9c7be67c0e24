/** What the main process tells the window without being asked: facts, named in the past tense. */
import * as z from 'zod';
import { localRegistryLogLineSchema, localRegistrySchema } from '../local-registry';
import { operationSchema } from '../operation';
import { offeredFileSchema } from '../push';
import { registryAddressSchema, registrySchema } from '../registry';
import { settingsSchema } from '../settings';
import { transferSchema } from '../transfer';

const MENU_COMMANDS = [
  'add-registry',
  'push-charts',
  'push-folder',
  'open-chart',
  'open-reference',
  'filter',
  'refresh',
  'back',
  'forward',
  'toggle-transfers',
  'local-registry',
  'settings',
  'shortcuts',
  'about',
] as const;

export const events = {
  'registries.changed': z.array(registrySchema),
  'localRegistry.changed': localRegistrySchema,
  /** Further lines of its log, oldest first. */
  'localRegistry.logged': z.array(localRegistryLogLineSchema),
  'settings.changed': settingsSchema,
  'transfers.changed': z.array(transferSchema),
  /** All operations on releases: at most ten a second, and always one after the last change. */
  'operations.changed': z.array(operationSchema),
  /** Files that the desktop handed over (opened, second start): the window shows the push sheet, nothing starts. */
  'files.opened': z.array(offeredFileSchema),
  /** An `oci://` link was opened: the window shows that place, nothing starts. */
  'link.opened': z.strictObject({ reference: z.string() }),
  'menu.chosen': z.enum(MENU_COMMANDS),
  /** A request to a registry waits before it tries again, so that the window can count down. */
  'request.delayed': z.strictObject({
    address: registryAddressSchema,
    /** Epoch ms. */
    retryAt: z.number(),
    reason: z.enum(['rate-limited', 'server-error', 'network']),
  }),
} as const;

export type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<Name extends EventName> = z.infer<Events[Name]>;
export type MenuCommand = (typeof MENU_COMMANDS)[number];
