/** What the cluster says of a target while it is typed: whether the name is free, whether the namespace is there. */
import { useQuery } from '@tanstack/react-query';
import type { NamespaceCheck, TakenName } from '../../../shared/release';
import { useRested } from '../../components/use-rested';
import { call } from '../../ipc';
import { queryKeys } from '../../query-keys';
import { nameWords, namespaceWords, type Target } from './draft';

/** Undefined is what is not known: asked just now, or can't be asked. */
export interface TargetCheck {
  /** Null where it is free. */
  readonly taken: TakenName | null | undefined;
  readonly namespace: NamespaceCheck | undefined;
}

/** `isUsable`: the context leads somewhere. What fails is told by the preview, which asks the same. */
export function useTargetCheck(target: Target, isUsable: boolean): TargetCheck {
  const context = useRested(target.context);
  const namespace = useRested(target.namespace);
  const name = useRested(target.name);
  const isInNamespace = isUsable && context !== null && namespaceWords(namespace) === null;
  const place = { context: context ?? '', namespace, name };
  const { data: found } = useQuery({
    queryKey: [...queryKeys.namespaces(place.context), namespace],
    queryFn: ({ signal }) => call('releases.checkNamespace', { context: place.context, namespace }, { signal }),
    enabled: isInNamespace,
    gcTime: 0,
  });
  const { data: taken } = useQuery({
    queryKey: [...queryKeys.release(place), 'taken'],
    queryFn: ({ signal }) => call('releases.checkName', { place }, { signal }),
    enabled: isInNamespace && nameWords(name) === null,
    gcTime: 0,
  });
  const isThis = context === target.context && namespace === target.namespace;
  return { namespace: isThis ? found : undefined, taken: isThis && name === target.name ? taken : undefined };
}
