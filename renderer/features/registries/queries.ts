/** What can be done with a registry. The list itself is in renderer/registries.ts. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { MethodInput } from '../../../shared/ipc/contract';
import { useTellFailure } from '../../components/use-tell-failure';
import { call } from '../../ipc';
import { queryKeys } from '../../query-keys';

/**
 * Every action answers with the registry as it is now; the list is read again in any case. `onError`: for those whose button has no
 * place of its own for what went wrong.
 */
function useRegistryAction<Input, Output>(run: (input: Input) => Promise<Output>, onError?: (error: unknown) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    ...(onError === undefined ? {} : { onError }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.registries }),
  });
}

export function useLogOut() {
  return useRegistryAction((address: string) => call('registries.logOut', { address }), useTellFailure());
}

export function useCheckRegistry() {
  return useRegistryAction((address: string) => call('registries.check', { address }), useTellFailure());
}

export function useSetPlainHttp(address: string) {
  return useRegistryAction(
    (plainHttp: boolean) => call('registries.setPlainHttp', { address, plainHttp }),
    useTellFailure(),
  );
}

export function useRemoveRegistry() {
  return useRegistryAction((address: string) => call('registries.remove', { address }));
}

/** `freshSignal`: of the dialog, so that closing it ends the wait for a registry that hangs. */
export function useAddRegistry(freshSignal: () => AbortSignal) {
  return useRegistryAction((input: MethodInput<'registries.add'>) =>
    call('registries.add', input, { signal: freshSignal() }),
  );
}

export function useLogIn(freshSignal: () => AbortSignal) {
  return useRegistryAction((input: MethodInput<'registries.logIn'>) =>
    call('registries.logIn', input, { signal: freshSignal() }),
  );
}
