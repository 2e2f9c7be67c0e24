/** What an error of the system means for a start. */
import type { StartFailureCode } from '../../shared/local-registry';

/** `internal` for what is no error of the system, or says nothing of port, folder or disk. */
export function systemFailureCode(error: unknown): StartFailureCode {
  const { code, syscall } = systemErrorOf(error);
  const isListening = syscall === 'listen' || syscall === 'bind';
  switch (code) {
    case 'EADDRINUSE':
      return 'port-in-use';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return isListening ? 'port-forbidden' : 'folder-forbidden';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'folder-unusable';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'disk-full';
    default:
      return 'internal';
  }
}

function systemErrorOf(error: unknown): { readonly code?: unknown; readonly syscall?: unknown } {
  return typeof error === 'object' && error !== null ? error : {};
}
