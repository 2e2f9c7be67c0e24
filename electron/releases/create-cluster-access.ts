/** Wires what the app does with helm and clusters. Nothing of it is read, run or asked before the window is there. */
import { userInfo } from 'node:os';
import { thisMachine, type Machine } from '../programs/find-program';
import { createLoginShell } from '../programs/login-shell';
import { openClusterChoices } from '../settings/cluster-choices';
import { ClusterAccess } from './cluster-access';

export interface ClusterAccessParts {
  readonly dataFolder: string;
  /** Resolves when the first screen is painted. */
  readonly pageIsThere: Promise<void>;
  readonly isFromTerminal: boolean;
  /** For the log, which redacts. */
  readonly onProblem: (what: string, cause?: unknown) => void;
}

export function createClusterAccess(parts: ClusterAccessParts): ClusterAccess {
  const { dataFolder, pageIsThere, isFromTerminal, onProblem } = parts;
  const bare = thisMachine();
  const shellEnvironment = createLoginShell({
    machine: bare,
    accountShell: accountShell(),
    isFromTerminal,
    onProblem: (problem) => onProblem("the login shell's environment could not be had", problem),
  });
  return new ClusterAccess({
    async openChoices() {
      await pageIsThere;
      const choices = await openClusterChoices(dataFolder);
      if (choices.note !== undefined) onProblem(choices.note);
      return choices;
    },
    async machine(): Promise<Machine> {
      await pageIsThere;
      return { ...bare, env: await shellEnvironment() };
    },
  });
}

function accountShell(): string | null {
  try {
    return userInfo().shell;
  } catch {
    // An account that the system has no entry for, as in some containers.
    return null;
  }
}
