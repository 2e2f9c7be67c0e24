/**
 * A chart for reading, from a registry or from this machine: what Chart.yaml says, its README, and the facts beside them.
 * Everything in it was written by somebody else.
 */
import { useQuery } from '@tanstack/react-query';
import { useRef, useState, type ReactNode } from 'react';
import type { ArchiveSource } from '../../../shared/archive';
import type { ChartMetadata } from '../../../shared/chart';
import { archiveQuery } from '../../archive';
import { LoadState } from '../../components/load-state';
import type { Heading } from '../../components/markdown/markdown-blocks';
import columns from '../../components/overview-columns.module.css';
import { readChanges } from './chart-changes';
import { ChartFacts, type ChartFactsProps } from './chart-facts';
import { ChartImages } from './chart-images';
import styles from './chart-overview.module.css';
import { RenderedImages } from './rendered-images';
import { AnnotationsTable, CHANGES_ANNOTATION } from './chart-tables';
import { ChangeList, DependencyList, LinkList, MaintainerList } from './chart-words';
import { KubernetesNotice } from './kubernetes-notice';
import { ReadmeOutline } from './readme/readme-outline';
import { ReadmeSection } from './readme/readme-section';
import { useKubernetesFit } from './use-kubernetes-fit';

export interface ChartOverviewProps extends Pick<ChartFactsProps, 'metadata' | 'facts'> {
  /** Null for what is no chart: then there is no archive to read. */
  readonly source: ArchiveSource | null;
  /** Who is asked for it. */
  readonly host: string;
  readonly notices: ReactNode;
  /** Further sections beside it. */
  readonly side: ReactNode;
  /** Opens a file of the chart. */
  readonly onFile: (path: string) => void;
  /** Opens the tab Dependencies. */
  readonly onDependencies: () => void;
}

export function ChartOverview(props: ChartOverviewProps) {
  const { source, host, metadata, facts, notices, side, onFile, onDependencies } = props;
  const archive = archiveQuery(source);
  const asked = useQuery(archive);
  const index = asked.data;
  const [headings, setHeadings] = useState<readonly Heading[]>([]);
  const scroller = useRef<HTMLDivElement>(null);
  const fit = useKubernetesFit(metadata?.kubeVersion);
  return (
    <div className={columns.frame}>
      <div className={columns.overview}>
        {/* It scrolls, and may hold nothing that takes the focus: keys must reach it. */}
        <div ref={scroller} className={columns.main} role="group" aria-label="About the chart" tabIndex={0}>
          {notices}
          {fit !== null && (
            <div className={styles.notice}>
              <KubernetesNotice kubeVersion={metadata?.kubeVersion ?? ''} fit={fit} />
            </div>
          )}
          {metadata !== null && <ChartWords metadata={metadata} onDependencies={onDependencies} />}
          {source !== null && (
            <section className={styles.readme} aria-labelledby="readme-heading">
              <h2 id="readme-heading">README</h2>
              {index === undefined ? (
                <LoadState host={host} query={asked} queryKey={archive.queryKey} />
              ) : (
                <ReadmeSection source={source} host={host} index={index} onFile={onFile} onHeadings={setHeadings} />
              )}
            </section>
          )}
        </div>
        <aside aria-label="Facts" className={columns.side}>
          <section>
            <ChartFacts metadata={metadata} facts={facts} fit={fit} index={index} onFile={onFile} />
          </section>
          {source !== null && metadata !== null && metadata.type !== 'library' && (
            <RenderedImages source={source} chartName={metadata.name} />
          )}
          {source !== null && index !== undefined && <ChartImages source={source} />}
          {side}
          {headings.length > 1 && (
            <section>
              <ReadmeOutline headings={headings} scroller={scroller} />
            </section>
          )}
        </aside>
      </div>
    </div>
  );
}

interface ChartWordsProps {
  readonly metadata: ChartMetadata;
  readonly onDependencies: () => void;
}

function ChartWords({ metadata, onDependencies }: ChartWordsProps) {
  const { description, maintainers = [], home, sources = [], dependencies = [], annotations = {}, version } = metadata;
  const changes = readChanges(annotations[CHANGES_ANNOTATION]);
  const hasLinks = home !== undefined || sources.length > 0;
  const hasAnnotations = Object.keys(annotations).length > 0;
  return (
    <div className={styles.words}>
      {description !== undefined && (
        <p className={styles.description}>
          <bdi>{description}</bdi>
        </p>
      )}
      {changes !== null && (
        <section>
          <h2>
            Changes in <bdi>{version}</bdi>
          </h2>
          <ChangeList changes={changes} />
        </section>
      )}
      {(maintainers.length > 0 || hasLinks) && (
        <div className={styles.columns}>
          {maintainers.length > 0 && (
            <section>
              <h2>Maintainers</h2>
              <MaintainerList maintainers={maintainers} />
            </section>
          )}
          {hasLinks && (
            <section>
              <h2>Links</h2>
              <LinkList home={home} sources={sources} />
            </section>
          )}
        </div>
      )}
      {dependencies.length > 0 && (
        <section>
          <h2>Dependencies</h2>
          <DependencyList dependencies={dependencies} onAll={onDependencies} />
        </section>
      )}
      {hasAnnotations && (
        <section>
          <h2>Annotations</h2>
          <AnnotationsTable annotations={annotations} changes={changes} />
        </section>
      )}
    </div>
  );
}
