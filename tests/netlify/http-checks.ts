/** What Netlify's emulation makes of netlify.toml and of the functions, asked without a browser. */
import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from 'node:assert/strict';
import { join } from 'node:path';
import { ErrorBody } from '#lib/contracts/errors';
import { readNetlifyRules } from '#local/host/netlify-rules';
import { DEMO_PASSWORD, demoPeople } from '../../local/seed/people.ts';
import { type NetlifyDev, ROOT } from './netlify-dev.ts';

export type Check = [name: string, run: (dev: NetlifyDev) => Promise<void>];

const rules = readNetlifyRules(join(ROOT, 'netlify.toml'));

export const httpChecks: Check[] = [
  [
    'the page has every header of netlify.toml, its assets may be kept, a missing one is a 404',
    async ({ origin }) => {
      const page = await fetch(origin);
      expectHeaders(page, rules.headersFor('/'));
      ok(rules.headersFor('/')['Content-Security-Policy']);
      const [asset] = /\/assets\/[^"]+\.js/.exec(await page.text()) ?? [];
      ok(asset, 'the page names no script');
      expectHeaders(await fetch(origin + asset), rules.headersFor(asset));
      strictEqual((await fetch(`${origin}/assets/of-yesterday.js`)).status, 404);
    },
  ],
  [
    'an address inside the app gives the page',
    async ({ origin }) => {
      const response = await fetch(`${origin}/c/x`);
      strictEqual(response.status, 200);
      match(await response.text(), /<div id="root">/);
      expectHeaders(response, rules.headersFor('/c/x'));
    },
  ],
  [
    'a function answers nobody without a session: 401 in our shape',
    async ({ origin }) => {
      const response = await post(`${origin}/.netlify/functions/chat-sync`, {});
      strictEqual(response.status, 401);
      const { error } = ErrorBody.parse(await response.json());
      strictEqual(error.code, 'unauthenticated');
      ok(response.headers.get('x-request-id'));
    },
  ],
  [
    'a wrong method is a 405 that names the right one',
    async ({ origin }) => {
      const response = await fetch(`${origin}/.netlify/functions/chat-send-message`);
      strictEqual(response.status, 405);
      strictEqual(response.headers.get('allow'), 'POST');
    },
  ],
  [
    '/api/auth/get-session answers, and nobody is signed in',
    async ({ origin }) => {
      const response = await fetch(`${origin}/api/auth/get-session`);
      strictEqual(response.status, 200);
      strictEqual(await response.json(), null);
    },
  ],
  [
    'signing in sets each cookie on a line of its own, and they open a session',
    async ({ origin }) => {
      const [{ email }] = demoPeople;
      const { port } = new URL(origin);
      const signedIn = await post(
        `${origin}/api/auth/sign-in/email`,
        { email, password: DEMO_PASSWORD },
        { origin },
      );
      strictEqual(signedIn.status, 200);
      const cookies = signedIn.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
      const names = cookies.map((cookie) => cookie.split('=')[0]);
      deepStrictEqual(names.sort(), [`team-chat-${port}.session_data`, `team-chat-${port}.session_token`]);
      const headers = { cookie: cookies.join('; ') };
      const session = await fetch(`${origin}/api/auth/get-session`, { headers });
      strictEqual((await session.json()).user.email, email);
    },
  ],
  [
    'the database answers nobody without its token, and nobody at all through Netlify',
    async ({ origin, stackOrigin, databaseUrl }) => {
      const query = { query: 'select 42 as answer', params: [] };
      const withToken = { 'neon-connection-string': databaseUrl };
      strictEqual((await post(`${stackOrigin}/sql`, query)).status, 401);
      strictEqual((await post(`${stackOrigin}/sql`, query, { ...withToken, origin })).status, 403);
      match(await (await post(`${stackOrigin}/sql`, query, withToken)).text(), /42/);
      doesNotMatch(await (await post(`${origin}/sql`, query, withToken)).text(), /42|rows/);
    },
  ],
];

function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

function expectHeaders(response: Response, expected: Record<string, string>): void {
  for (const [name, value] of Object.entries(expected)) strictEqual(response.headers.get(name), value, name);
}
