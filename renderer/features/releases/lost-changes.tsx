/** Changes of which nobody saw the end, since Chartroom or Helm was ended in the middle: what they were, and what the cluster says now. */
import { useQuery } from '@tanstack/react-query';
import type { Operation } from '../../../shared/operation';
import type { ReleasePlace } from '../../../shared/release';
import { Notice } from '../../components/notice';
import { useTellFailure } from '../../components/use-tell-failure';
import { lostSentence } from '../../format/operation-words';
import { call } from '../../ipc';
import { operationsQuery } from '../../operations';

export interface LostChangesProps {
  /** Only those of this release. */
  readonly place?: ReleasePlace;
  /** Absent where the release is open already. */
  readonly onOpen?: (place: ReleasePlace) => void;
  readonly className?: string | undefined;
}

export function LostChanges({ place, onOpen, className }: LostChangesProps) {
  const { data: operations = [] } = useQuery(operationsQuery);
  const tellFailure = useTellFailure();
  const lost = operations.filter((each) => each.state.name === 'unknown' && (place === undefined || isOf(each, place)));
  return lost.map((operation) => (
    <div key={operation.id} className={className}>
      <Notice
        tone="warning"
        announced="politely"
        {...(onOpen === undefined ? {} : { action: { label: 'Open release', onClick: () => onOpen(operation.place) } })}
        onDismiss={() => void call('operations.putAway', { id: operation.id }).catch(tellFailure)}
      >
        {lostSentence(operation)}
      </Notice>
    </div>
  ));
}

function isOf({ place: { context, namespace, name } }: Operation, place: ReleasePlace): boolean {
  return context === place.context && namespace === place.namespace && name === place.name;
}
