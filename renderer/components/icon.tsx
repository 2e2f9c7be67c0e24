/** A lucide icon in the one stroke that all sizes share. Decorative: the words beside it carry the meaning. */
import type { LucideIcon } from 'lucide-react';

export interface IconProps {
  readonly icon: LucideIcon;
  /** px: 16 by default, 14 in badges and small buttons, 20 in cards and error panels. */
  readonly size?: 14 | 16 | 20;
  readonly className?: string | undefined;
}

export function Icon({ icon: Glyph, size = 16, className }: IconProps) {
  return <Glyph size={size} strokeWidth={1.5} absoluteStrokeWidth aria-hidden className={className} />;
}
