import { describe, expect, it } from 'vitest';
import { createOpenRequests } from '../../../electron/open-requests';
import { fileIdSchema } from '../../../shared/push';

function setUp() {
  const links: string[] = [];
  const files: string[] = [];
  const requests = createOpenRequests({
    offerFiles: (paths) =>
      paths.map((path) => ({
        fileId: fileIdSchema.parse(crypto.randomUUID()),
        fileName: path.split('/').at(-1) ?? '',
      })),
    onLink: (reference) => links.push(reference),
    onFiles: (offered) => files.push(...offered.map((each) => each.fileName)),
  });
  return { requests, links, files };
}

describe('open requests', () => {
  it('wait until the page listens, and are delivered once', () => {
    const { requests, links, files } = setUp();
    requests.add({ reference: 'ghcr.io/acme/app', filePaths: ['/tmp/a-1.tgz'] });
    expect(links).toEqual([]);
    requests.start();
    requests.start();
    expect(links).toEqual(['ghcr.io/acme/app']);
    expect(files).toEqual(['a-1.tgz']);
  });

  it('wait again while the page reloads', () => {
    const { requests, links } = setUp();
    requests.start();
    requests.stop();
    requests.add({ reference: 'ghcr.io/acme/app', filePaths: [] });
    expect(links).toEqual([]);
    requests.start();
    expect(links).toEqual(['ghcr.io/acme/app']);
  });
});
