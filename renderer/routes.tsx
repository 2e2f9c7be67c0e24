/** The map of the window. Hash history: a reload or a crash of the page comes back to the same place. */
import type { QueryClient } from '@tanstack/react-query';
import {
  createHashHistory,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { isStepId, type StepId } from './wizard-steps';
import { registriesQuery } from './registries';
import { RegistryPage } from './routes/registry-page';
import { Shell } from './shell/shell';
import { LostPage, UnexpectedFailure } from './shell/lost-page';

interface RouterContext {
  readonly queryClient: QueryClient;
}

/** Text of a search parameter; absent where it is empty or something else. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const rootRoute = createRootRouteWithContext<RouterContext>()({ component: Shell });

const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    const [first] = await context.queryClient.ensureQueryData(registriesQuery);
    if (first) throw redirect({ to: '/registries/$address', params: { address: first.address }, replace: true });
  },
  component: lazyRouteComponent(() => import('./features/registries/first-run'), 'FirstRun'),
});

const registryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/registries/$address',
  validateSearch: (search): { readonly filter?: string } => {
    const filter = text(search['filter']);
    return filter === undefined ? {} : { filter };
  },
  // What most starts show: fetched as a part of its own it would come later.
  component: RegistryPage,
});

const repositoryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/repositories/$address/$',
  validateSearch: (search): { readonly filter?: string; readonly tag?: string } => {
    const filter = text(search['filter']);
    const tag = text(search['tag']);
    return { ...(filter === undefined ? {} : { filter }), ...(tag === undefined ? {} : { tag }) };
  },
  component: lazyRouteComponent(() => import('./routes/repository-page'), 'RepositoryPage'),
});

const chartRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/charts/$address/$',
  validateSearch: chartSearch,
  component: lazyRouteComponent(() => import('./routes/chart-page'), 'ChartPage'),
});

const localChartRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/local/$fileId',
  validateSearch: chartSearch,
  component: lazyRouteComponent(() => import('./routes/local-chart-page'), 'LocalChartPage'),
});

/** Beside `summary`, which has no name in the URL. */
const COMPARE_TABS = ['values', 'schema', 'files', 'metadata', 'dependencies', 'crds', 'images', 'rendered'] as const;

interface CompareSearch {
  /** Of charts, as `chart-side.ts` writes them. */
  readonly from?: string;
  readonly to?: string;
  readonly tab?: (typeof COMPARE_TABS)[number];
}

const compareRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/compare',
  validateSearch: (search): CompareSearch => {
    const [from, to] = [text(search['from']), text(search['to'])];
    const tab = COMPARE_TABS.find((each) => each === search['tab']);
    return {
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(tab === undefined ? {} : { tab }),
    };
  },
  component: lazyRouteComponent(() => import('./routes/compare-page'), 'ComparePage'),
});

const installRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/install/$address/$',
  validateSearch: stepSearch,
  component: lazyRouteComponent(() => import('./routes/install-page'), 'InstallPage'),
});

const upgradeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/upgrade/$context/$namespace/$name',
  validateSearch: stepSearch,
  component: lazyRouteComponent(() => import('./routes/upgrade-page'), 'UpgradePage'),
});

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./features/settings/settings-page'), 'SettingsPage'),
});

const localRegistryRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/local-registry',
  component: lazyRouteComponent(() => import('./features/local-registry/local-registry-page'), 'LocalRegistryPage'),
});

interface ReleasesSearch {
  readonly filter?: string;
  readonly sort?: string;
  readonly selected?: string;
  /** Only those that have one. */
  readonly updates?: true;
}

const releasesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/releases',
  validateSearch: (search): ReleasesSearch => {
    const filter = text(search['filter']);
    const sort = text(search['sort']);
    const selected = text(search['selected']);
    return {
      ...(filter === undefined ? {} : { filter }),
      ...(sort === undefined ? {} : { sort }),
      ...(selected === undefined ? {} : { selected }),
      ...(search['updates'] === true ? { updates: true } : {}),
    };
  },
  component: lazyRouteComponent(() => import('./routes/releases-page'), 'ReleasesPage'),
});

/** Beside `overview`, which has no name in the URL. */
const RELEASE_TABS = ['values', 'manifest', 'history'] as const;

const releaseRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/releases/$context/$namespace/$name',
  validateSearch: (search): { readonly tab?: (typeof RELEASE_TABS)[number] } => {
    const tab = RELEASE_TABS.find((each) => each === search['tab']);
    return tab === undefined ? {} : { tab };
  },
  component: lazyRouteComponent(() => import('./routes/release-page'), 'ReleasePage'),
});

const routeTree = rootRoute.addChildren([
  startRoute,
  registryRoute,
  repositoryRoute,
  chartRoute,
  localChartRoute,
  compareRoute,
  installRoute,
  upgradeRoute,
  localRegistryRoute,
  releasesRoute,
  releaseRoute,
  settingsRoute,
]);

/** Beside `overview`, which has no name in the URL. */
const CHART_TABS = ['values', 'schema', 'files', 'dependencies', 'manifest', 'trust', 'render'] as const;

interface ChartSearch {
  readonly tab?: (typeof CHART_TABS)[number];
  /** Of the tabs that show one of the charts in an archive: which. */
  readonly chart?: string;
  /** The open file, and the line that it begins with. */
  readonly file?: string;
  readonly line?: number;
}

function chartSearch(search: Record<string, unknown>): ChartSearch {
  const tab = CHART_TABS.find((each) => each === search['tab']);
  const file = text(search['file']);
  const { line } = search;
  const chart = text(search['chart']);
  if ((tab === 'values' || tab === 'schema') && chart !== undefined) return { tab, chart };
  if (tab !== 'files' || file === undefined) return tab === undefined ? {} : { tab };
  return Number.isSafeInteger(line) ? { tab, file, line: Number(line) } : { tab, file };
}

function stepSearch(search: Record<string, unknown>): { readonly step?: StepId } {
  return isStepId(search['step']) ? { step: search['step'] } : {};
}

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    history: createHashHistory(),
    context: { queryClient },
    defaultNotFoundComponent: LostPage,
    defaultErrorComponent: UnexpectedFailure,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
