/** Counts down while the registry on screen keeps us waiting, and lets the user try at once. */
import { useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Notice } from '../components/notice';
import { call, useEvents } from '../ipc';
import { delayWords, isWorthTelling, type RequestDelay } from '../request-delay';
import styles from './shell.module.css';

const TICK_MS = 1000;

export function RequestDelayNotice() {
  const { address } = useParams({ strict: false });
  const [delay, setDelay] = useState<RequestDelay | null>(null);
  const [nowMs, setNowMs] = useState(0);
  useEvents({
    'request.delayed': (told) => {
      if (!isWorthTelling(told, Date.now())) return;
      setDelay(told);
      setNowMs(Date.now());
    },
  });

  const words = delay === null || delay.address !== address ? null : delayWords(delay, nowMs);
  const isShown = words !== null;
  useEffect(() => {
    if (!isShown) return undefined;
    const timer = setInterval(() => setNowMs(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [isShown]);

  if (delay === null || words === null) return null;

  function retryNow(): void {
    setDelay(null);
    if (address !== undefined) void call('registries.retryNow', { address });
  }

  return (
    <div className={styles.delay}>
      <Notice tone="warning" announced="politely" action={{ label: 'Retry now', onClick: retryNow }}>
        {words}
      </Notice>
    </div>
  );
}
