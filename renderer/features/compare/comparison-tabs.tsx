/** A comparison in its tabs. */
import { useMemo, useState, type ReactNode } from 'react';
import type { Comparison } from '../../../shared/comparison';
import { Notice } from '../../components/notice';
import { Tabs, type Tab } from '../../components/tabs';
import { crdGroups, fileGroups, schemaGroups, valueGroups, type PlacedGroup } from './change-entries';
import { ChangeTab } from './change-tab';
import { DependenciesTable, ImagesTable, MetadataTable } from './compare-tables';
import styles from './compare.module.css';
import type { ComparedSources, DiffOptions } from './file-diff';
import { RenderedTab } from './rendered-tab';
import { SummaryTab } from './summary-tab';
import type { CompareTab } from './summary-words';

export interface ComparisonTabsProps {
  readonly comparison: Comparison;
  readonly sources: ComparedSources;
  readonly tab: CompareTab;
  readonly onTab: (tab: CompareTab) => void;
}

/** One that lists changes beside the file of the chosen one. */
interface ListTab {
  readonly id: CompareTab;
  readonly label: string;
  readonly listLabel: string;
  readonly groups: readonly PlacedGroup[];
  /** What it means that there are none. */
  readonly nothing: string;
  readonly notice?: ReactNode;
}

export function ComparisonTabs({ comparison, sources, tab, onTab }: ComparisonTabsProps) {
  const [options, setOptions] = useState<DiffOptions>({ isSideBySide: false, ignoresSpace: false });
  const [asksForRendered, setAsksForRendered] = useState(false);
  const { values, schema, files, crds } = useMemo(() => listTabs(comparison), [comparison]);
  const listTab = ({ id, label, listLabel, ...rest }: ListTab): Tab<CompareTab> => ({
    id,
    label,
    panel: <ChangeTab label={listLabel} sources={sources} options={options} onOptions={setOptions} {...rest} />,
  });
  return (
    <Tabs<CompareTab>
      label="Comparison"
      chosen={tab}
      onChoose={onTab}
      tabs={[
        { id: 'summary', label: 'Summary', panel: <SummaryTab comparison={comparison} onTab={onTab} /> },
        ...[values, schema, files].map(listTab),
        { id: 'metadata', label: 'Metadata', panel: <MetadataTable metadata={comparison.metadata} /> },
        {
          id: 'dependencies',
          label: 'Dependencies',
          panel: <DependenciesTable dependencies={comparison.dependencies} />,
        },
        listTab(crds),
        {
          id: 'images',
          label: 'Images',
          panel: <ImagesTable images={comparison.images} isPartial={comparison.isPartial} />,
        },
        {
          id: 'rendered',
          label: 'Rendered',
          panel: (
            <RenderedTab
              sources={sources}
              chartName={comparison.to.name}
              isAsked={asksForRendered}
              onAsk={() => setAsksForRendered(true)}
            />
          ),
        },
      ]}
    />
  );
}

function listTabs(comparison: Comparison): Readonly<Record<'values' | 'schema' | 'files' | 'crds', ListTab>> {
  const { items } = comparison.crds;
  const hasOwnCrds = items.some(({ isTemplate, change }) => !isTemplate && change === 'changed');
  return {
    values: {
      id: 'values',
      label: 'Values',
      listLabel: 'Changed values',
      groups: valueGroups(comparison),
      nothing: 'Both have the same default values.',
    },
    schema: {
      id: 'schema',
      label: 'Schema',
      listLabel: 'Changes of the schema',
      groups: schemaGroups(comparison),
      nothing: 'Both have the same schema, or none.',
    },
    files: {
      id: 'files',
      label: 'Files',
      listLabel: 'Changed files',
      groups: fileGroups(comparison),
      nothing: 'All files are the same.',
    },
    crds: {
      id: 'crds',
      label: 'CRDs',
      listLabel: 'Changed CRDs',
      groups: crdGroups(comparison),
      nothing: items.length === 0 ? 'Neither brings CRDs.' : 'Both bring the same CRDs.',
      notice: hasOwnCrds && (
        <Notice tone="info" className={styles.notice}>
          helm installs the CRDs of a chart once. An upgrade leaves those that are there as they are.
        </Notice>
      ),
    },
  };
}
