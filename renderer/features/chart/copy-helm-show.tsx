/** Copies the helm command that prints what is seen of a chart. The page says by which words helm is told of the chart. */
import { Terminal } from 'lucide-react';
import { createContext, useContext } from 'react';
import { CopyIconButton } from '../../components/copy-button';
import { helmShowCommand } from '../../format/helm-command';
import { isReadmePath } from './readme/readme-path';

/** As helm-command.ts makes them; null where helm can't be told of it. */
export const HelmChart = createContext<string | null>(null);

export function CopyHelmShow({ part }: { readonly part: Parameters<typeof helmShowCommand>[0] }) {
  const chart = useContext(HelmChart);
  if (chart === null) return null;
  return (
    <CopyIconButton text={helmShowCommand(part, chart)} label="Copy as helm command" size="medium" icon={Terminal} />
  );
}

/** Of one file: nothing where helm has no command that prints it. */
export function CopyHelmShowFile({ path }: { readonly path: string }) {
  if (path === 'Chart.yaml') return <CopyHelmShow part="chart" />;
  if (path === 'values.yaml') return <CopyHelmShow part="values" />;
  return isReadmePath(path) && <CopyHelmShow part="readme" />;
}
