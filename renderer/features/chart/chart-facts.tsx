/** The facts of a version, one a line. */
import type { ArchiveEntry, ArchiveIndex } from '../../../shared/archive';
import type { ChartMetadata } from '../../../shared/chart';
import { formatSize } from '../../../shared/format-size';
import { Badge } from '../../components/badge';
import { Facts } from '../../components/facts';
import { LinkButton } from '../../components/link-button';
import { countOf } from '../../format/size';
import styles from './chart-facts.module.css';
import type { ClusterFit } from './use-kubernetes-fit';

export interface ChartFactsProps {
  readonly metadata: ChartMetadata | null;
  /** What Chart.yaml doesn't say; undefined for what isn't known. */
  readonly facts: {
    readonly created?: string | undefined;
    /** Of the archive. */
    readonly sizeBytes?: number | undefined;
    /** How large its manifest is. */
    readonly manifest?: string | undefined;
    readonly provenance: string;
  };
  /** Null where it is not known. */
  readonly fit: ClusterFit | null;
  /** Once its archive was read. */
  readonly index: ArchiveIndex | undefined;
  readonly onFile: (path: string) => void;
}

export function ChartFacts({ metadata, facts, fit, index, onFile }: ChartFactsProps) {
  const { created, sizeBytes, manifest, provenance } = facts;
  const crds = index?.files.filter(({ path }) => /^(?:charts\/[^/]+\/)*crds\/[^/]/.test(path)) ?? [];
  const schema = index?.files.find(({ path }) => path === 'values.schema.json');
  return (
    <Facts
      isRoomy
      facts={[
        ['App version', metadata?.appVersion],
        [
          'Kubernetes',
          fit === null ? (
            metadata?.kubeVersion
          ) : (
            <KubernetesFact key="kubernetes" kubeVersion={metadata?.kubeVersion ?? ''} fit={fit} />
          ),
        ],
        ['Type', metadata === null ? undefined : (metadata.type ?? 'application')],
        ['API version', metadata?.apiVersion],
        ['Created', created],
        ['Size', sizeBytes === undefined ? undefined : sizeWords(sizeBytes, index)],
        ['Manifest', manifest],
        ['CRDs', index && <FileLink key="crds" file={crds[0]} words={countOf(crds.length, 'file')} onFile={onFile} />],
        ['Schema', index && <FileLink key="schema" file={schema} words="values.schema.json" onFile={onFile} />],
        ['Dependencies', metadata === null ? undefined : String(metadata.dependencies?.length || 'None')],
        ['Provenance', provenance],
        ['Keywords', metadata?.keywords && <Keywords key="keywords" keywords={metadata.keywords} />],
      ]}
    />
  );
}

function sizeWords(sizeBytes: number, index: ArchiveIndex | undefined): string {
  return index === undefined
    ? formatSize(sizeBytes)
    : `${formatSize(sizeBytes)}, ${countOf(index.files.length, 'file')}`;
}

interface KubernetesFactProps {
  readonly kubeVersion: string;
  readonly fit: ClusterFit;
}

function KubernetesFact({ kubeVersion, fit: { fit, context, version } }: KubernetesFactProps) {
  return (
    <>
      <bdi>{kubeVersion}</bdi>
      <div className={styles.quiet}>
        {fit === 'refused' ? 'Not for' : 'Fits'} <bdi>{context}</bdi> (<bdi>{version}</bdi>)
      </div>
    </>
  );
}

interface FileLinkProps {
  readonly file: ArchiveEntry | undefined;
  readonly words: string;
  readonly onFile: (path: string) => void;
}

function FileLink({ file, words, onFile }: FileLinkProps) {
  return file === undefined ? 'None' : <LinkButton onClick={() => onFile(file.path)}>{words}</LinkButton>;
}

function Keywords({ keywords }: { readonly keywords: readonly string[] }) {
  return (
    <span className={styles.keywords}>
      {[...new Set(keywords)].map((keyword) => (
        <Badge key={keyword}>{keyword}</Badge>
      ))}
    </span>
  );
}
