/** Serves the page from `app://chartroom/`: files of one folder, each with the policy. Nothing else has this scheme. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol } from 'electron';
import { appFile } from './app-file';
import { contentSecurityPolicy } from './content-security-policy';
import { APP_SCHEME } from './trusted-frame';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};
/** Vite writes this where a nonce belongs (renderer/vite.config.ts); it is replaced in each answer. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__';

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export function serveApp(folder: string): void {
  // Answers come from a buffer: measured faster to the first paint than streams or net.fetch('file:').
  protocol.handle(APP_SCHEME, async (request) => {
    const nonce = randomBytes(16).toString('base64');
    const file = request.method === 'GET' ? appFile(folder, request.url) : null;
    try {
      if (file === null) return answer(nonce, 404, 'text/plain', 'Not found');
      const type = CONTENT_TYPES[extname(file)] ?? 'application/octet-stream';
      const bytes = await readFile(file);
      const isPage = extname(file) === '.html';
      return answer(
        nonce,
        200,
        type,
        isPage ? bytes.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce) : new Uint8Array(bytes),
      );
    } catch {
      return answer(nonce, 404, 'text/plain', 'Not found');
    }
  });
}

function answer(nonce: string, status: number, type: string, body: string | Uint8Array<ArrayBuffer>): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': type,
      'content-security-policy': contentSecurityPolicy(nonce),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
    },
  });
}
