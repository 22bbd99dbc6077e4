import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectErrors } from '../../support/quiet.ts';
import { openSite, type Site } from './open-site.ts';

const FUNCTIONS = {
  'echo.ts': `export default async (request: Request, context: { params: object; ip: string; requestId: string }) =>
    Response.json({
      url: request.url, method: request.method, body: await request.text(), params: context.params,
      cookie: request.headers.get('cookie'), ip: context.ip, hasId: context.requestId.length > 0,
      forwardedFor: request.headers.get('x-forwarded-for'),
    });`,
  'auth.ts': `export default (request: Request, context: { params: object }) =>
      Response.json({ path: new URL(request.url).pathname, params: context.params });
    export const config = { path: '/api/auth/*' };`,
  'item.ts': `export default (_request: Request, context: { params: object }) => Response.json(context.params);
    export const config = { path: ['/items/:id', '/things/:id'], method: 'GET' };`,
  'cookies.ts': `export default () => {
    const headers = new Headers({ 'content-type': 'text/plain' });
    headers.append('set-cookie', 'a=1; Path=/; HttpOnly');
    headers.append('set-cookie', 'b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT');
    return new Response('ok', { status: 201, headers });
  };`,
  'bytes.ts': `export default async (request: Request) => new Response(await request.bytes());`,
  'stream.ts': `export default () => {
    const parts = ['one ', 'two'];
    return new Response(new ReadableStream({
      async pull(controller) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        const part = parts.shift();
        part ? controller.enqueue(new TextEncoder().encode(part)) : controller.close();
      },
    }));
  };`,
  'empty.ts': `export default () => new Response(null, { status: 204 });`,
  'throws.ts': `export default () => { throw new Error('the database password is x'); };`,
  'nightly.ts': `export default () => new Response('done'); export const config = { schedule: '@hourly' };`,
  'nothing.ts': `export default () => undefined;`,
  'later.ts': `export default (_request: Request, context: { waitUntil(promise: Promise<unknown>): void }) => {
    context.waitUntil(new Promise((resolve) => setTimeout(() => { globalThis.finishedLater = true; resolve(0); }, 50)));
    return new Response('now');
  };`,
};

let site: Site;

beforeAll(async () => {
  site = await openSite(FUNCTIONS);
});

afterAll(() => site.close());

test('a function is called by its file name with a web request', async () => {
  const response = await site.get('/.netlify/functions/echo?a=1', {
    method: 'POST',
    body: '{"é":1}',
    headers: { cookie: 'a=1; b=2', 'x-forwarded-for': '6.6.6.6' },
  });

  expect(await response.json()).toEqual({
    url: `http://127.0.0.1:${site.host.port}/.netlify/functions/echo?a=1`,
    method: 'POST',
    body: '{"é":1}',
    params: {},
    cookie: 'a=1; b=2',
    ip: '127.0.0.1',
    hasId: true,
    forwardedFor: '127.0.0.1',
  });
});

test('bytes go in and come out', async () => {
  const bytes = crypto.getRandomValues(new Uint8Array(60_000));

  const response = await site.get('/.netlify/functions/bytes', { method: 'POST', body: bytes });

  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
});

test('a body over the 6 MB of the platform is a 413', async () => {
  const response = await site.get('/.netlify/functions/bytes', {
    method: 'POST',
    body: new Uint8Array(6 * 1024 * 1024 + 1),
  });

  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ error: { code: 'too_large' } });
});

test('status, headers and every cookie arrive', async () => {
  const response = await site.get('/.netlify/functions/cookies');

  expect(response.status).toBe(201);
  expect(response.headers.get('content-type')).toBe('text/plain');
  expect(response.headers.getSetCookie()).toEqual([
    'a=1; Path=/; HttpOnly',
    'b=2; Expires=Wed, 21 Oct 2026 07:28:00 GMT',
  ]);
  expect(response.headers.has('content-security-policy')).toBe(false);
});

test('a stream arrives part by part', async () => {
  const response = await site.get('/.netlify/functions/stream');

  const parts: string[] = [];
  for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) parts.push(part);
  expect(parts).toEqual(['one ', 'two']);
});

test('an empty answer and a HEAD have no body', async () => {
  expect((await site.get('/.netlify/functions/empty')).status).toBe(204);
  const head = await site.get('/.netlify/functions/cookies', { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([201, '']);
});

test('config.path takes the place of the name', async () => {
  const response = await site.get('/api/auth/sign-in/email', { method: 'POST', body: '{}' });

  expect(await response.json()).toEqual({ path: '/api/auth/sign-in/email', params: { 0: 'sign-in/email' } });
  expect((await site.get('/.netlify/functions/auth')).status).toBe(404);
});

test('a named part of config.path is a parameter, for the methods it names', async () => {
  expect(await (await site.get('/items/7')).json()).toEqual({ id: '7' });
  expect(await (await site.get('/things/a%20b')).json()).toEqual({ id: 'a%20b' });
  expect((await site.get('/items/7', { method: 'POST' })).status).toBe(405);
});

test.each(['unknown', '..%2fsecret', '', 'echo.ts'])('there is no function %j', async (name) => {
  const response = await site.get(`/.netlify/functions/${name}`);

  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error: { code: 'not_found' } });
});

test.each(['throws', 'nothing'])('a function that fails (%s) is a 500 that tells nothing', async (name) => {
  expectErrors(new RegExp(`GET /.netlify/functions/${name} failed`));

  const response = await site.get(`/.netlify/functions/${name}`);

  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({ error: { code: 'internal', message: 'Something went wrong' } });
});

test('a module that cannot be loaded takes down neither the others nor the page', async () => {
  expectErrors(/could not be loaded/, /broken failed/);
  const { 'auth.ts': auth } = FUNCTIONS;
  const other = await openSite({ 'broken.ts': "import './not-there.ts';", 'auth.ts': auth });

  expect((await other.get('/.netlify/functions/broken')).status).toBe(500);
  expect((await other.get('/api/auth/session')).status).toBe(200);
  expect((await other.get('/')).status).toBe(200);
  await other.close();
});

test('closing waits for what waitUntil was given', async () => {
  const other = await openSite({ 'later.ts': FUNCTIONS['later.ts'] });

  expect(await (await other.get('/.netlify/functions/later')).text()).toBe('now');
  await other.close();

  expect(globalThis).toHaveProperty('finishedLater', true);
});

test('a path with two slashes names no other host', async () => {
  const response = await site.get('//example.com/.netlify/functions/echo');

  expect(response.headers.get('content-type')).toContain('text/html');
});

test('a call costs less than 5 ms', async () => {
  const times: number[] = [];
  for (let n = 0; n < 200; n++) {
    const before = performance.now();
    await (await site.get('/.netlify/functions/echo', { method: 'POST', body: '{}' })).text();
    times.push(performance.now() - before);
  }

  expect(times.sort((a, b) => a - b)[100]).toBeLessThan(5);
});

/** What fetch does not let one say. */
async function raw(text: string): Promise<string> {
  const socket = connect(site.host.port, '127.0.0.1');
  socket.write(text);
  const [answer] = await once(socket, 'data');
  socket.destroy();
  return String(answer).split('\r\n')[0] ?? '';
}

test('a method that no Request can have is a 405', async () => {
  const path = '/.netlify/functions/echo';
  expect(await raw(`TRACE ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`)).toBe(
    'HTTP/1.1 405 Method Not Allowed',
  );
});

test('a name that somebody made point to this machine is not served', async () => {
  const path = '/.netlify/functions/echo';
  expect(await raw(`GET ${path} HTTP/1.1\r\nHost: evil.example\r\n\r\n`)).toBe('HTTP/1.1 403 Forbidden');
  expect(await raw(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n`)).toBe('HTTP/1.1 200 OK');
});

test('what the clock calls has no address', async () => {
  const response = await site.get('/.netlify/functions/nightly', { method: 'POST' });
  expect(response.status).toBe(404);
});
