/** Who serves the local registry, with what was found on this computer. An engine that can't be used says why. */
import { useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useId } from 'react';
import type { EngineKind, FoundEngine } from '../../../shared/local-registry';
import { Button } from '../../components/button';
import { Radio } from '../../components/choice';
import { SettingRow } from '../../components/setting-row';
import { failureOf } from '../../ipc';
import styles from './engine-choice.module.css';
import { ENGINE_KINDS, ENGINE_NAMES, foundWords } from './engine-words';
import { enginesQuery } from './queries';

export interface EngineChoiceProps {
  readonly chosen: EngineKind;
  readonly onChoose: (engine: EngineKind) => void;
}

export function EngineChoice({ chosen, onChoose }: EngineChoiceProps) {
  const { data: engines, error, isFetching, refetch } = useQuery(enginesQuery);
  const id = useId();
  const failure = failureOf(error);
  return (
    <SettingRow
      label="Engine"
      isGroup
      hint="The built-in registry and the other engines keep their charts apart: none sees those of the other kind."
    >
      <div className={styles.engines}>
        {ENGINE_KINDS.filter((kind) => kind === chosen || isOffered(kind, engines)).map((kind) => {
          const found = engines?.find((engine) => engine.kind === kind);
          const words = foundWords(kind, found) ?? (failure === null ? 'Looking…' : failure.message);
          const isUsable = kind === 'built-in' || (found !== undefined && found.problem === undefined);
          return (
            <div key={kind} className={styles.engine}>
              <Radio
                name="local-registry-engine"
                checked={chosen === kind}
                // What is set already can be shown, also where it has gone since.
                disabled={!isUsable && chosen !== kind}
                aria-describedby={`${id}-${kind}`}
                onChoose={() => onChoose(kind)}
              >
                {ENGINE_NAMES[kind]}
              </Radio>
              <p id={`${id}-${kind}`} className={styles.found}>
                <bdi>{words}</bdi>
              </p>
            </div>
          );
        })}
        <Button
          size="small"
          icon={RefreshCw}
          disabled={isFetching}
          className={styles.again}
          onClick={() => void refetch()}
        >
          Look again
        </Button>
      </div>
    </SettingRow>
  );
}

/** Until the answer is there all are shown, so that nothing jumps. */
function isOffered(kind: EngineKind, engines: readonly FoundEngine[] | undefined): boolean {
  return engines === undefined || engines.some((engine) => engine.kind === kind);
}
