/** The methods about who made a chart, answered by a service. Translation only. Paths come from the system's dialog and stay here. */
import type { trustContract } from '../../shared/ipc/trust-contract';
import type { KeyFile } from '../../shared/trust';
import type { ListAttachments } from '../trust/attachments';
import { KeyFileError } from '../trust/key-file-error';
import type { ChosenKeyFile, KeyFiles } from '../trust/key-files';
import type { TrustService } from '../trust/trust-service';
import type { ClusterServices } from './cluster-handlers';
import type { Handlers } from './handlers';
import { keyFileAppError } from './trust-words';

export type TrustHandlers = Pick<Handlers, keyof typeof trustContract>;

export interface TrustServices {
  readonly trust: TrustService;
  readonly keyFiles: KeyFiles;
  readonly attachments: ListAttachments;
}

export function createTrustHandlers(
  { trust, keyFiles, attachments }: TrustServices,
  { chooseFile }: Pick<ClusterServices, 'chooseFile'>,
): TrustHandlers {
  const list = async (): Promise<KeyFile[]> => (await keyFiles.list()).map(toKeyFile);
  return {
    'trust.report': ({ subject }, { signal }) => trust.report(subject, { signal }),
    'trust.provenanceBeside': async ({ fileId }, { signal }) => {
      const text = await trust.provenanceBeside(fileId, { signal });
      return text === null ? null : { text };
    },
    'trust.attachments': (place, { signal }) => attachments(place, { signal }),
    'trust.keyFiles': list,
    'trust.addKeyFile': async () => {
      const path = await chooseFile({ title: 'Choose a key file or key ring', button: 'Use these keys' });
      if (path === null) return null;
      await keyFiles.add(path);
      return await list();
    },
    'trust.removeKeyFile': async ({ id }) => {
      await keyFiles.remove(id);
      return await list();
    },
  };
}

function toKeyFile({ id, fileName, content }: ChosenKeyFile): KeyFile {
  if (!(content instanceof KeyFileError)) return { id, fileName, content };
  const { message, why } = keyFileAppError(content);
  return { id, fileName, content: { kind: 'problem', message, why } };
}
