/** Tells of a failure in the corner: for what was asked from a menu, a row or a switch, where there is no room for words. */
import { useCallback } from 'react';
import { appErrorOf } from '../ipc';
import { useToast } from './toast';

/** Gives the same function from render to render. It takes what a call threw. */
export function useTellFailure(): (error: unknown) => void {
  const showToast = useToast();
  return useCallback((error) => showToast({ tone: 'danger', text: appErrorOf(error).message }), [showToast]);
}
