/**
 * A registry of long lists on a loopback port, plain HTTP, without logins: a catalog of 5,000 repositories and a repository
 * with 10,000 tags, page by page, and a true manifest and config for whatever row is asked. It can keep answers back, so
 * that a test sees what the window does meanwhile.
 */
import type { ServerResponse } from 'node:http';
import { MEDIA_TYPE } from '../../shared/oci';
import { createGate, type Gate } from './gate';
import { digestOf, makeChartContent, makeRepositories, makeTags } from './long-list-content';
import { watchRows, type RowRequests } from './row-requests';
import { send, sendError, sendJson, startScriptedServer, type ScriptedRequest } from './scripted-server';

/** Less than Chartroom asks for: registries cap their pages as they like. */
const PAGE_SIZE = 500;
const REPOSITORY = 'platform/charts/web-shop';

/** `list`: pages of names; `row`: manifests and configs. */
type Held = 'list' | 'row';

export interface LongLists {
  /** `127.0.0.1:port`. */
  readonly address: string;
  readonly repositories: readonly string[];
  /** Has the long list of tags, and so has every name that begins with it. */
  readonly repository: string;
  /** In the order in which registries list them. */
  readonly tags: () => readonly string[];
  /** A new tag, as somebody's push makes it. */
  push(tag: string): void;
  /** From now on answers of this kind wait for `release`. */
  hold(kind: Held): void;
  release(): void;
  rows(): RowRequests;
  forgetRows(): void;
  /** How many pages of names were asked for since the start. */
  pages(): number;
  stop(): Promise<void>;
}

export async function startLongLists(): Promise<LongLists> {
  const repositories = makeRepositories();
  let tags = makeTags();
  /** Configs and manifests that were made, and the tags they were made for. */
  const content = new Map<string, { readonly tag: string; readonly bytes: Buffer }>();
  const watch = watchRows();
  let gates: Readonly<Record<Held, Promise<void>>> = { list: Promise.resolve(), row: Promise.resolve() };
  let held: readonly Gate[] = [];
  let pages = 0;

  function release(): void {
    for (const gate of held) gate.open();
    held = [];
  }

  async function sendPage(name: 'repositories' | 'tags', all: readonly string[], url: URL, response: ServerResponse) {
    pages += 1;
    await gates.list;
    const last = url.searchParams.get('last');
    const begin = last === null ? 0 : all.indexOf(last) + 1;
    const page = all.slice(begin, begin + PAGE_SIZE);
    const next = new URLSearchParams({ last: page.at(-1) ?? '', n: String(PAGE_SIZE) });
    const link = begin + PAGE_SIZE < all.length ? { link: `<${url.pathname}?${next}>; rel="next"` } : {};
    sendJson(response, 200, { [name]: page }, link);
  }

  async function sendManifest(reference: string, method: string, response: ServerResponse) {
    if (tags.includes(reference)) {
      const { manifest, config } = makeChartContent(reference);
      for (const bytes of [manifest, config]) content.set(digestOf(bytes), { tag: reference, bytes });
      return sendContent(reference, manifest, method, response);
    }
    const known = content.get(reference);
    if (known === undefined) return sendError(response, 404, 'MANIFEST_UNKNOWN');
    return sendContent(known.tag, known.bytes, method, response);
  }

  async function sendContent(tag: string, bytes: Buffer, method: string, response: ServerResponse) {
    await watch.begin(tag, response);
    await gates.row;
    send(response, 200, method === 'HEAD' ? '' : bytes, {
      'content-type': MEDIA_TYPE.ociManifest,
      'content-length': bytes.length,
      'docker-content-digest': digestOf(bytes),
    });
  }

  async function answer(request: ScriptedRequest, response: ServerResponse): Promise<void> {
    const url = new URL(request.url, 'http://registry');
    const [, repository = '', kind = '', reference = ''] =
      /^\/v2\/(.+)\/(tags|manifests|blobs)\/([^/]+)$/.exec(url.pathname) ?? [];
    if (url.pathname === '/v2/') sendJson(response, 200, {});
    else if (url.pathname === '/v2/_catalog') await sendPage('repositories', repositories, url, response);
    else if (!repository.startsWith(REPOSITORY)) sendError(response, 404, 'NAME_UNKNOWN');
    else if (kind === 'tags') await sendPage('tags', tags, url, response);
    else await sendManifest(reference, request.method, response);
  }

  const server = await startScriptedServer(answer);
  return {
    address: server.address,
    repositories,
    repository: REPOSITORY,
    tags: () => tags,
    push: (tag) => void (tags = [...tags, tag].sort()),
    hold(kind) {
      const gate = createGate();
      held = [...held, gate];
      gates = { ...gates, [kind]: gate.opened };
    },
    release,
    rows: () => watch.seen(),
    forgetRows: () => watch.forget(),
    pages: () => pages,
    async stop() {
      release();
      await server.stop();
    },
  };
}
