import { createHash, createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { APP, startRealtime } from './support.ts';

interface Forgery {
  key?: string;
  secret?: string;
  secondsAgo?: number;
  version?: string;
  signedBody?: string;
  drop?: string;
}

const PATH = `/apps/${APP.appId}/events`;
const BODY = JSON.stringify({ name: 'hello', channel: 'team', data: '{}' });

// the parameters are given in an order that is not the signed one
function signedUrl(port: number, { key = APP.key, secret = APP.secret, ...forgery }: Forgery): string {
  const query = new URLSearchParams({
    body_md5: createHash('md5')
      .update(forgery.signedBody ?? BODY)
      .digest('hex'),
    auth_version: forgery.version ?? '1.0',
    auth_timestamp: String(Math.floor(Date.now() / 1000) - (forgery.secondsAgo ?? 0)),
    auth_key: key,
  });
  if (forgery.drop) query.delete(forgery.drop);
  const sorted = [...query].map(([name, value]) => `${name}=${value}`).sort();
  const text = ['POST', PATH, sorted.join('&')].join('\n');
  query.set('auth_signature', createHmac('sha256', secret).update(text).digest('hex'));
  return `http://127.0.0.1:${port}${PATH}?${query}`;
}

test('a request signed with the secret is answered with {}', async () => {
  const { port, realtime } = await startRealtime();

  const response = await fetch(signedUrl(port, {}), { method: 'POST', body: BODY });

  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({});
  expect(realtime.counts.triggerRequests).toBe(1);
});

test.each<[string, Forgery]>([
  ['signed with another secret', { secret: 'guessed' }],
  ['with an unknown key', { key: 'other-key' }],
  ['eleven minutes old', { secondsAgo: 660 }],
  ['eleven minutes early', { secondsAgo: -660 }],
  ['without a timestamp', { drop: 'auth_timestamp' }],
  ['without a key', { drop: 'auth_key' }],
  ['without a checksum of its body', { drop: 'body_md5' }],
  ['of another version', { version: '2.0' }],
  ['whose body was changed on the way', { signedBody: '{}' }],
])('a request %s is a 401 and publishes nothing', async (_which, forgery) => {
  const { port, realtime } = await startRealtime();

  const response = await fetch(signedUrl(port, forgery), { method: 'POST', body: BODY });

  expect(response.status).toBe(401);
  expect(realtime.counts).toMatchObject({ triggerRequests: 0, publishedEvents: 0, refusedRequests: 1 });
});

test('nine minutes are not too old', async () => {
  const { port } = await startRealtime();

  const response = await fetch(signedUrl(port, { secondsAgo: 540 }), { method: 'POST', body: BODY });

  expect(response.status).toBe(200);
});

test.each([
  ['unsigned', ''],
  ['with a signature that is no digest', '?auth_key=test-key&auth_version=1.0&auth_signature=x'],
])('a request %s is a 401', async (_which, query) => {
  const { port } = await startRealtime();

  const response = await fetch(`http://127.0.0.1:${port}/apps/${APP.appId}/channels${query}`);

  expect(response.status).toBe(401);
});

test('an unknown app id, an unknown path and a wrong method say so', async () => {
  const { port, sdk, post } = await startRealtime();

  expect((await fetch(`http://127.0.0.1:${port}/apps/8/channels`)).status).toBe(404);
  await expect(sdk.get({ path: '/nothing', params: {} })).rejects.toMatchObject({ status: 404 });
  await expect(sdk.get({ path: '/events', params: {} })).rejects.toMatchObject({ status: 405 });
  expect((await post('/channels', {})).status).toBe(405);
});

test('a path that is not /apps is left to the caller', async () => {
  const { port, realtime } = await startRealtime();

  expect((await fetch(`http://127.0.0.1:${port}/appserver`)).status).toBe(404);
  expect(realtime.counts.refusedRequests).toBe(0);
});
