/** Says what a clean-up takes, does it, and says what it took. Requests go on meanwhile. */
import { useState } from 'react';
import { Button } from '../../components/button';
import { Checkbox } from '../../components/choice';
import { Dialog } from '../../components/dialog';
import { DialogBody } from '../../components/dialog-body';
import { ErrorPanel } from '../../components/error-panel';
import { Notice } from '../../components/notice';
import { failureOf } from '../../ipc';
import { useCollectGarbage } from './queries';
import { collectedWords } from './usage-words';

export function CollectGarbageDialog({ onClose }: { readonly onClose: () => void }) {
  const [untaggedManifests, setUntagged] = useState(false);
  const collect = useCollectGarbage();
  const failure = failureOf(collect.error);
  return (
    <Dialog
      title="Collect garbage"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{collect.isSuccess ? 'Close' : 'Cancel'}</Button>
          <Button variant="primary" disabled={collect.isPending} onClick={() => collect.mutate({ untaggedManifests })}>
            Collect garbage
          </Button>
        </>
      }
    >
      <DialogBody>
        <p>
          Deletes files that no version needs. What was pushed or asked for within the last hour stays: its version may
          still be on the way.
        </p>
        <Checkbox checked={untaggedManifests} onCheckedChange={setUntagged}>
          Also versions that no tag leads to
        </Checkbox>
        {collect.isPending && <output>Collecting…</output>}
        {collect.data !== undefined && (
          <Notice tone="success" announced="politely">
            {collectedWords(collect.data)}
          </Notice>
        )}
        {failure !== null && <ErrorPanel error={failure} headingLevel={3} />}
      </DialogBody>
    </Dialog>
  );
}
