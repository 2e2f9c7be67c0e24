/** A comparison in its tabs. */
import { useMemo, useState } from 'react';
import type { Comparison } from '../../../shared/comparison';
import { Notice } from '../../components/notice';
import { Tabs } from '../../components/tabs';
import { crdGroups, fileGroups, schemaGroups, valueGroups } from './change-entries';
import { ChangeTab } from './change-tab';
import { DependenciesTable, ImagesTable, MetadataTable } from './compare-tables';
import styles from './compare.module.css';
import type { ComparedSources, DiffOptions } from './file-diff';
import { SummaryTab } from './summary-tab';
import type { CompareTab } from './summary-words';

export interface ComparisonTabsProps {
  readonly comparison: Comparison;
  readonly sources: ComparedSources;
  readonly tab: CompareTab;
  readonly onTab: (tab: CompareTab) => void;
}

export function ComparisonTabs({ comparison, sources, tab, onTab }: ComparisonTabsProps) {
  const [options, setOptions] = useState<DiffOptions>({ isSideBySide: false, ignoresSpace: false });
  const groups = useMemo(
    () => ({
      values: valueGroups(comparison),
      schema: schemaGroups(comparison),
      files: fileGroups(comparison),
      crds: crdGroups(comparison),
    }),
    [comparison],
  );
  const shared = { sources, options, onOptions: setOptions };
  const { crds } = comparison;
  const hasOwnCrds = crds.items.some(({ isTemplate, change }) => !isTemplate && change === 'changed');
  return (
    <Tabs<CompareTab>
      label="Comparison"
      chosen={tab}
      onChoose={onTab}
      tabs={[
        { id: 'summary', label: 'Summary', panel: <SummaryTab comparison={comparison} onTab={onTab} /> },
        {
          id: 'values',
          label: 'Values',
          panel: (
            <ChangeTab
              label="Changed values"
              groups={groups.values}
              nothing="Both have the same default values."
              {...shared}
            />
          ),
        },
        {
          id: 'schema',
          label: 'Schema',
          panel: (
            <ChangeTab
              label="Changes of the schema"
              groups={groups.schema}
              nothing="Both have the same schema, or none."
              {...shared}
            />
          ),
        },
        {
          id: 'files',
          label: 'Templates & files',
          panel: (
            <ChangeTab label="Changed files" groups={groups.files} nothing="All files are the same." {...shared} />
          ),
        },
        { id: 'metadata', label: 'Metadata', panel: <MetadataTable metadata={comparison.metadata} /> },
        {
          id: 'dependencies',
          label: 'Dependencies',
          panel: <DependenciesTable dependencies={comparison.dependencies} />,
        },
        {
          id: 'crds',
          label: 'CRDs',
          panel: (
            <ChangeTab
              label="Changed CRDs"
              groups={groups.crds}
              nothing={crds.items.length === 0 ? 'Neither brings CRDs.' : 'Both bring the same CRDs.'}
              notice={
                hasOwnCrds && (
                  <Notice tone="info" className={styles.notice}>
                    helm installs the CRDs of a chart once. An upgrade leaves those that are there as they are.
                  </Notice>
                )
              }
              {...shared}
            />
          ),
        },
        {
          id: 'images',
          label: 'Images',
          panel: <ImagesTable images={comparison.images} isPartial={comparison.isPartial} />,
        },
      ]}
    />
  );
}
