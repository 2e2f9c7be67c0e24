/** Settings that belong together, under their heading. Sections in a row are parted by a line. */
import type { ReactNode } from 'react';
import styles from './setting-section.module.css';

export interface SettingSectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function SettingSection({ title, children }: SettingSectionProps) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
