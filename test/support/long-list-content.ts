/** What the registry of long-lists.ts holds: names, tags and charts as they are found in real ones, the same at each run. */
import { createHash } from 'node:crypto';
import { MEDIA_TYPE } from '../../shared/oci';
import { tagToVersion } from '../../shared/reference';

const TEAMS = 50;
const APPS = 100;
const MAJORS = 20;
const MINORS = 25;
const PATCHES = 20;
const KINDS = ['web-shop', 'billing', 'inventory', 'search', 'mail-gateway'] as const;
/** Tags that are no versions for Helm; they take the place of as many of the oldest versions. */
const OTHER_TAGS = ['latest', 'main', 'nightly', 'v1.2.3', 'build-20260821'] as const;
const LAST_PUSH = Date.UTC(2026, 7, 21, 9, 14);
const BETWEEN_PUSHES_MS = 5 * 3_600_000;

/** 5,000 names, such as `team-07/charts/billing-031`, in the order in which registries list them. */
export function makeRepositories(): readonly string[] {
  const names: string[] = [];
  for (let team = 0; team < TEAMS; team += 1) {
    for (let app = 0; app < APPS; app += 1) {
      const kind = KINDS[app % KINDS.length];
      names.push(`team-${twoDigits(team)}/charts/${kind}-${String(app).padStart(3, '0')}`);
    }
  }
  return names.sort();
}

/** 10,000 tags in the order in which registries list them, which is by character. */
export function makeTags(): readonly string[] {
  const versions: string[] = [];
  for (let major = 0; major < MAJORS; major += 1) {
    for (let minor = 0; minor < MINORS; minor += 1) {
      for (let patch = 0; patch < PATCHES; patch += 1) versions.push(versionAt(major, minor, patch));
    }
  }
  return [...versions.slice(OTHER_TAGS.length), ...OTHER_TAGS].sort();
}

/** Every tenth is a prerelease, some have build metadata, which tags write with `_`. */
function versionAt(major: number, minor: number, patch: number): string {
  const numbers = `${major}.${minor}.${patch}`;
  if (patch % 10 === 9) return `${numbers}-rc.${(minor % 3) + 1}`;
  return patch % 10 === 4 ? `${numbers}_acme.${minor + 1}` : numbers;
}

export interface ChartContent {
  readonly manifest: Buffer;
  readonly config: Buffer;
}

/** Manifest and config as `helm push` lays them out. The chart's layer is nowhere: rows don't ask for it. */
export function makeChartContent(tag: string): ChartContent {
  const version = tagToVersion(tag);
  const [major = 0, minor = 0, patch = 0] = (version.match(/\d+/g) ?? []).map(Number);
  const age = Math.max(((MAJORS - 1 - major) * MINORS + (MINORS - 1 - minor)) * PATCHES - patch, 0);
  const config = json({
    name: 'web-shop',
    version,
    apiVersion: 'v2',
    appVersion: `v${major + 3}.${minor}.${patch}`,
    description: 'A shop with everything around it',
    type: 'application',
    kubeVersion: '>=1.25.0-0',
  });
  const manifest = json({
    schemaVersion: 2,
    config: { mediaType: MEDIA_TYPE.helmConfig, digest: digestOf(config), size: config.length },
    layers: [
      { mediaType: MEDIA_TYPE.helmChart, digest: digestOf(Buffer.from(tag)), size: 180_000 + major * 2911 + patch },
    ],
    annotations: {
      'org.opencontainers.image.created': new Date(LAST_PUSH - age * BETWEEN_PUSHES_MS).toISOString(),
      'org.opencontainers.image.title': 'web-shop',
      'org.opencontainers.image.version': version,
    },
  });
  return { manifest, config };
}

export function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function json(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
