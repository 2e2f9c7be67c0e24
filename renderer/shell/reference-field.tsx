/** Where one is, as a reference, and the way to any other place: type or paste one and press Enter. */
import { useNavigate, useParams } from '@tanstack/react-router';
import { Link } from 'lucide-react';
import { useId, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { useCommand } from '../commands';
import { Icon } from '../components/icon';
import { KeyboardHint } from '../components/keyboard-hint';
import { parsePlace, shownReference } from '../places';
import { SHORTCUTS } from '../shortcuts';
import { placeLink } from '../place-link';
import styles from './reference-field.module.css';

export function ReferenceField() {
  const navigate = useNavigate();
  const shownPlace = shownReference(useParams({ strict: false }));
  const input = useRef<HTMLInputElement>(null);
  const problemId = useId();
  /** What is being typed; null while the field shows the place. */
  const [draft, setDraft] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  useCommand('open-reference', () => input.current?.select());

  function change(text: string | null): void {
    setDraft(text);
    setWrong(false);
  }

  function onSubmit(event: FormEvent): void {
    event.preventDefault();
    const place = parsePlace(draft ?? shownPlace);
    if (place === null) {
      setWrong(true);
      return;
    }
    change(null);
    input.current?.blur();
    void navigate(placeLink(place));
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    change(null);
    input.current?.blur();
  }

  return (
    <form className={styles.form} onSubmit={onSubmit}>
      <Icon icon={Link} size={14} className={styles.icon} />
      <input
        ref={input}
        aria-label="Open a reference"
        aria-keyshortcuts="Control+P Meta+P"
        aria-invalid={isWrong}
        aria-describedby={isWrong ? problemId : undefined}
        placeholder="Open a reference, such as oci://ghcr.io/org/charts/app"
        value={draft ?? shownPlace}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => change(null)}
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        className={styles.input}
      />
      <span className={styles.hint}>
        <KeyboardHint shortcut={SHORTCUTS['open-reference']} />
      </span>
      {isWrong && (
        <div id={problemId} role="alert" className={styles.problem}>
          That isn&apos;t a reference. Write it like ghcr.io/org/charts/app, with :1.2.3 for one version.
        </div>
      )}
    </form>
  );
}
