/** How long ago something was, kept current. */
import { formatAgo } from '../format/time';
import { useNow } from './use-now';

export function Ago({ fromMs }: { readonly fromMs: number }) {
  return <>{formatAgo(fromMs, useNow())}</>;
}
