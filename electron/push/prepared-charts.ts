/**
 * Chart archives read and ready to be pushed, kept by path while the file stays as it is: one reading serves the
 * preview, the check and the push. Holds what will be uploaded beside the archive; the archive itself stays on disk.
 */
import { ChartError } from '../charts/chart-error';
import { checkProvenance, readProvenanceBeside, type ProvenanceCheck, type ProvenanceFile } from '../charts/provenance';
import { assertUnchanged, readChartArchive, type ChartArchive } from '../charts/read-archive';
import { createSlots } from '../registries/slots';
import { MAX_OFFERED_FILES } from '../../shared/ipc/contract';

/** Each holds a chart's metadata, some KB: enough for the largest drop, so that nothing in it is read twice. */
const MAX_KEPT_CHARTS = MAX_OFFERED_FILES;
/** Unpacking takes processor time and a few buffers: a drop of hundreds is read in turn. */
const READS_AT_ONCE = 4;

export interface PreparedProvenance {
  readonly file: ProvenanceFile;
  readonly check: ProvenanceCheck;
}

export interface PreparedChart {
  readonly filePath: string;
  readonly archive: ChartArchive;
  /** Null where no `.prov` stands beside the archive. */
  readonly provenance: PreparedProvenance | null;
}

export interface PreparedCharts {
  /**
   * The chart at this path as the file is now: read anew where it changed since the last time, and its `.prov` always.
   * Throws ChartError for what can't be pushed and the signal's reason when aborted.
   */
  readonly prepare: (filePath: string, options: { readonly signal: AbortSignal }) => Promise<PreparedChart>;
}

export function createPreparedCharts(): PreparedCharts {
  const kept = new Map<string, ChartArchive>();
  const slots = createSlots(READS_AT_ONCE);

  async function archiveAt(filePath: string, signal: AbortSignal): Promise<ChartArchive> {
    const known = kept.get(filePath);
    if (known !== undefined && (await isUnchanged(filePath, known))) return known;
    kept.delete(filePath);
    const archive = await slots.run(() => readChartArchive(filePath, { signal }), signal);
    kept.set(filePath, archive);
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT_CHARTS && oldest !== undefined) kept.delete(oldest);
    return archive;
  }

  return {
    async prepare(filePath, { signal }) {
      const archive = await archiveAt(filePath, signal);
      const file = await provenanceOf(archive, filePath, signal);
      if (file === null) return { filePath, archive, provenance: null };
      const text = Buffer.from(file.bytes).toString('utf8');
      return {
        filePath,
        archive,
        provenance: { file, check: checkProvenance(text, archive.fileName, archive.digest) },
      };
    },
  };
}

async function provenanceOf(
  { metadata: { name, version } }: ChartArchive,
  filePath: string,
  signal: AbortSignal,
): Promise<ProvenanceFile | null> {
  try {
    return await readProvenanceBeside(filePath, { signal });
  } catch (error) {
    throw error instanceof ChartError ? error.about({ name, version }) : error;
  }
}

/** Throws ChartError `vanished` where the file is gone: there is nothing to read anew. */
async function isUnchanged(filePath: string, archive: ChartArchive): Promise<boolean> {
  try {
    await assertUnchanged(filePath, archive.identity);
    return true;
  } catch (error) {
    if (error instanceof ChartError && error.code === 'changed') return false;
    throw error;
  }
}
