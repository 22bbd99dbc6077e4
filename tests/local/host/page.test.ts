import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertDemoPeople } from '../../../local/host/demo-people.ts';
import { openSite, type Site } from './open-site.ts';

let site: Site;

beforeAll(async () => {
  site = await openSite();
});

afterAll(() => site.close());

test.each([
  ['/', 200, 'text/html; charset=utf-8'],
  ['/page.txt', 200, 'text/plain; charset=utf-8'],
  ['/assets/app-1a2b.js', 200, 'text/javascript; charset=utf-8'],
  ['/with%20space.svg', 200, 'image/svg+xml'],
  ['/channels/general', 200, 'text/html; charset=utf-8'],
  ['/assets/app-old.js', 404, 'text/html; charset=utf-8'],
])('%s is a %s of %s', async (path, status, type) => {
  const response = await site.get(path);

  expect([response.status, response.headers.get('content-type')]).toEqual([status, type]);
});

test('headers come from netlify.toml, the later rule wins', async () => {
  const page = await site.get('/channels/general');
  const asset = await site.get('/assets/app-1a2b.js');
  const missing = await site.get('/assets/app-old.js');

  expect(page.headers.get('content-security-policy')).toBe("default-src 'self'");
  expect(page.headers.get('cache-control')).toBe('no-cache');
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(missing.headers.get('cache-control')).not.toContain('immutable');
});

test('a redirect moves on, a forced one hides the file', async () => {
  const moved = await site.get('/old/a/b');

  expect([moved.status, moved.headers.get('location')]).toEqual([301, '/new/a/b']);
  expect(await (await site.get('/forced.txt')).text()).toBe('page');
});

test('what has not changed is a 304', async () => {
  for (const path of ['/', '/page.txt']) {
    const etag = (await site.get(path)).headers.get('etag') ?? '';

    const again = await site.get(path, { headers: { 'if-none-match': etag } });

    expect([again.status, await again.text()]).toEqual([304, '']);
  }
});

test('HEAD has the length and no body', async () => {
  const response = await site.get('/page.txt', { method: 'HEAD' });

  expect([response.headers.get('content-length'), await response.text()]).toEqual(['4', '']);
});

test('a page cannot be posted to', async () => {
  expect((await site.get('/', { method: 'POST' })).status).toBe(405);
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/..%5csecret.txt',
  '/page.txt%00',
  '/%',
])('%s leads nowhere', async (path) => {
  const answer = await askRaw(path);

  expect(answer).toMatch(/^HTTP\/1.1 (400|404|200)/);
  expect(answer).not.toContain('secret\r\n');
  expect(answer.split('\r\n\r\n')[1]).not.toBe('secret');
});

test('localhost is reached by IPv4 and by IPv6', async () => {
  for (const name of ['127.0.0.1', '[::1]', 'localhost']) {
    expect((await fetch(`http://${name}:${site.host.port}/`)).status).toBe(200);
  }
});

test('the page is told who can sign in with one click', async () => {
  const people = [{ name: 'K\'"<b>', email: 'k@example.com', id: 'not for the page' }];
  const other = await openSite({}, { changeHtml: async (html) => insertDemoPeople(html, people, 'a$&b') });

  const html = await (await other.get('/anywhere')).text();
  await other.close();

  const [, escaped = ''] = /<meta name="team-chat-demo" content="([^"'<>]*)"><\/head>/.exec(html) ?? [];
  const content = escaped.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code));
  expect(JSON.parse(content)).toEqual([{ name: 'K\'"<b>', email: 'k@example.com', password: 'a$&b' }]);
});

// fetch would tidy the path up before it sends it
function askRaw(path: string): Promise<string> {
  const socket = connect(site.host.port, '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  return text(socket);
}
