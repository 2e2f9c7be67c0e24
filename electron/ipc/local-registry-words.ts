/** The words for what became of the local registry: what happened, likely why, and what to do. The window adds the buttons. */
import { assertNever } from '../../shared/assert-never';
import type { AppError } from '../../shared/errors';
import type { LocalRegistryError } from '../local-registry/local-registry-error';
import type { LocalRegistryWords } from '../local-registry/local-registry-service';
import type { StartFailure } from '../local-registry/start-failure';
import type { RegistryExit } from '../local-registry/registry-process';
import { redact } from '../log/redact';

export function createLocalRegistryWords(platform: NodeJS.Platform): LocalRegistryWords {
  return {
    startFailure: (failure) => startFailureWords(failure, platform),
    crash: crashWords,
  };
}

function startFailureWords({ error, port, folder, freePort }: StartFailure, platform: NodeJS.Platform): AppError {
  const details = redact(error.message);
  switch (error.code) {
    case 'port-in-use': {
      const airPlay =
        platform === 'darwin' && (port === 5000 || port === 7000)
          ? ' On macOS that is often AirPlay Receiver: System Settings, General, AirDrop & Handoff turns it off.'
          : '';
      return {
        kind: 'conflict',
        message: `Port ${port} is in use.`,
        why: `Another program of this computer listens on it.${airPlay} ${
          freePort === undefined ? 'Choose another port.' : `Use ${freePort} instead?`
        }`,
        details,
      };
    }
    case 'port-forbidden':
      return {
        kind: 'forbidden',
        host: `localhost:${port}`,
        message: `Port ${port} can't be used.`,
        why: 'The system keeps ports below 1024, and some others, for itself. Choose a higher one, such as 5000.',
        details,
      };
    case 'folder-in-use':
      return {
        kind: 'conflict',
        message: `Another Chartroom serves the charts in ${folder}.`,
        why: 'Stop it there, or choose another folder here.',
        details,
      };
    case 'folder-forbidden':
      return {
        kind: 'unavailable',
        message: `Chartroom may not write to ${folder}.`,
        why: 'Give yourself the right to it, or choose another folder.',
        details,
      };
    case 'folder-unusable':
      return {
        kind: 'unavailable',
        message: `${folder} holds something else than a local registry's charts.`,
        why: 'Nothing in it was touched. It may come from a newer Chartroom, or from another program. Choose another folder.',
        details,
      };
    case 'disk-full':
      return {
        kind: 'unavailable',
        message: `The disk with ${folder} is full.`,
        why: 'Free some space, or choose a folder on another disk. What is stored is unharmed.',
        details,
      };
    case 'engine-missing':
      return {
        kind: 'unavailable',
        message: details,
        why: 'Install it, or use the engine that is built in: it needs nothing.',
      };
    case 'engine-failed':
      return {
        kind: 'unavailable',
        message: "The engine didn't start the registry.",
        // What keeps the engine from working, with what helps, or its own last words.
        why: `${asSentence(details)} The engine that is built in needs nothing.`,
      };
    case 'internal':
      return {
        kind: 'internal',
        message: 'The local registry did not start.',
        why: 'The details and the log below may tell why. Nothing that it keeps was lost.',
        details,
      };
    default:
      return assertNever(error.code);
  }
}

function asSentence(words: string): string {
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

function crashWords({ code }: RegistryExit): AppError {
  return {
    kind: 'internal',
    message: 'The local registry ended by itself.',
    why: 'Its last lines may tell why. Everything it had confirmed is on the disk: start it again.',
    details: code === null ? 'A signal ended its process.' : `Its process ended with code ${code}.`,
  };
}

export function localRegistryAppError(error: LocalRegistryError): AppError {
  const details = redact(error.cause instanceof Error ? error.cause.message : error.message);
  switch (error.code) {
    case 'stopped':
      return {
        kind: 'unavailable',
        message: 'The local registry is stopped.',
        why: 'Start it to see and push its charts.',
        details,
      };
    case 'not-running':
      return {
        kind: 'unavailable',
        message: 'The local registry has to run for this.',
        why: 'Start it first.',
        details,
      };
    case 'not-supported':
      return {
        kind: 'unsupported',
        feature: 'collect-garbage',
        message: "This engine can't do that while it runs.",
        why: 'The engine that is built in can.',
        details,
      };
    case 'bad-login':
      return { kind: 'invalid-input', field: 'login', message: error.message };
    case 'not-removed':
      return {
        kind: 'unavailable',
        message: 'Not everything could be removed.',
        why: 'Another program may use a file in it, or it belongs to somebody else. The details tell which; try again after.',
        details,
      };
    default:
      return assertNever(error.code);
  }
}
