/** That there is a newer version: an arrow with its number. */
import { ArrowUp } from 'lucide-react';
import { Badge } from './badge';
import { VisuallyHidden } from './visually-hidden';

export function UpdateBadge({ version }: { readonly version: string }) {
  return (
    <span title={`${version} is newer`}>
      <VisuallyHidden>Newer: </VisuallyHidden>
      <Badge icon={ArrowUp} tone="accent">
        {version}
      </Badge>
    </span>
  );
}
