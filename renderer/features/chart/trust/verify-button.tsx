/** Leads to the verdict, and has it made anew where it was looked at before: keys expire, and key files change. */
import { useQueryClient } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { Button } from '../../../components/button';
import { queryKeys } from '../../../query-keys';

export function VerifyButton({ onTrust }: { readonly onTrust: () => void }) {
  const client = useQueryClient();
  function verify(): void {
    void client.invalidateQueries({ queryKey: queryKeys.trust });
    onTrust();
  }
  return (
    <Button icon={ShieldCheck} onClick={verify}>
      Verify
    </Button>
  );
}
