/** How a registry may be reached, as a shape: state is never told by colour alone, and words stand beside it. */
import type { LoginState } from '../../shared/registry';
import styles from './state-dot.module.css';

export function StateDot({ state }: { readonly state: LoginState }) {
  return (
    <svg viewBox="0 0 8 8" aria-hidden className={styles.dot}>
      {SHAPES[state]}
    </svg>
  );
}

const ring = <circle cx="4" cy="4" r="3.25" fill="none" stroke="currentColor" strokeWidth="1.5" />;
const SHAPES = {
  'logged-in': <circle cx="4" cy="4" r="4" fill="var(--success)" />,
  anonymous: ring,
  'logged-out': (
    <>
      {ring}
      <path d="M1.5 4h5" stroke="currentColor" strokeWidth="1.5" />
    </>
  ),
  unreachable: <path d="M4 0l4 4-4 4-4-4z" fill="var(--danger)" />,
  unknown: (
    <circle cx="4" cy="4" r="3.25" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2 1.4" />
  ),
} as const satisfies Record<LoginState, React.JSX.Element>;
