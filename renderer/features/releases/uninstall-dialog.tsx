/** Uninstalls a release: says what goes and what stays, and wants its name typed. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { TIMEOUT_BOUNDS } from '../../../shared/helm-option-bounds';
import type { ReleasePlace } from '../../../shared/release';
import { Checkbox } from '../../components/choice';
import { TextField } from '../../components/text-field';
import { call, failureOf } from '../../ipc';
import { OperationDialog } from './operation-dialog';
import { manifestQuery } from './queries';
import { uninstallEffect } from './uninstall-effect';

export interface UninstallDialogProps {
  readonly place: ReleasePlace;
  /** What the user sees as the last one. */
  readonly revision: number;
  readonly onClose: () => void;
  /** It is done. */
  readonly onGone: () => void;
}

export function UninstallDialog({ place, revision, onClose, onGone }: UninstallDialogProps) {
  const [typedName, setTypedName] = useState('');
  const [keepHistory, setKeepHistory] = useState(false);
  const options = { wait: 'none' as const, timeoutMs: TIMEOUT_BOUNDS.defaultMs, keepHistory, description: '' };
  return (
    <OperationDialog
      title={`Uninstall ${place.name}`}
      place={place}
      action={`Uninstall ${place.name} from`}
      isDangerous
      isReady={typedName === place.name}
      start={(confirmedContext) =>
        call('operations.uninstall', {
          place,
          lastRevision: revision,
          options,
          confirmedName: typedName,
          confirmedContext,
        })
      }
      command={{ kind: 'uninstall', place, options }}
      doneWords={`${place.name} was uninstalled from ${place.context} / ${place.namespace}.`}
      onClose={onClose}
      onDone={onGone}
    >
      <Effect place={place} revision={revision} />
      <Checkbox checked={keepHistory} onCheckedChange={setKeepHistory}>
        Keep its history, and with it its name
      </Checkbox>
      <TextField
        label={`Type ${place.name} to confirm`}
        mono
        value={typedName}
        autoComplete="off"
        onValueChange={setTypedName}
      />
    </OperationDialog>
  );
}

const MAX_NAMES = 8;

function Effect({ place, revision }: Pick<UninstallDialogProps, 'place' | 'revision'>) {
  const { data: resources, error } = useQuery(manifestQuery(place, revision));
  const failure = failureOf(error);
  if (resources === undefined) {
    return (
      <p>{failure === null ? 'Reading what it has made…' : `${failure.message} What it has made is not known.`}</p>
    );
  }
  const { goes, kept, hooks } = uninstallEffect(resources);
  return (
    <>
      <p>
        What goes: {goes.length === 0 ? 'nothing that it made.' : <Names names={goes} />}
        {' This can’t be undone.'}
      </p>
      <p>
        What stays: the namespace, CRDs, volumes that were claimed by pods, and what others made.
        {kept.length > 0 && (
          <>
            {' '}
            Marked to be kept: <Names names={kept} />
          </>
        )}
        {hooks.length > 0 && (
          <>
            {' '}
            Made by hooks, and left unless they say otherwise: <Names names={hooks} />
          </>
        )}
      </p>
    </>
  );
}

function Names({ names }: { readonly names: readonly string[] }) {
  const shown = names.slice(0, MAX_NAMES).join(', ');
  return (
    <>
      <bdi>{shown}</bdi>
      {names.length > MAX_NAMES && ` and ${names.length - MAX_NAMES} more`}.
    </>
  );
}
