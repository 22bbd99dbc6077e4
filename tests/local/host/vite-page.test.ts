import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { openSite, type Site } from './open-site.ts';

let site: Site;

beforeAll(async () => {
  site = await openSite(
    {
      'word.ts': "import { word } from './lib/word.js'; export default () => new Response(word);",
      'lib/word.js': "export const word = 'one';",
    },
    { kind: 'vite', changeHtml: async (html) => html.replace('</head>', '<meta name="ours"></head>') },
  );
});

afterAll(() => site.close());

test('every path is the page with hot reload, our tag, and without the policy that would forbid it', async () => {
  const response = await site.get('/channels/general');
  const html = await response.text();

  expect(html).toContain('/@vite/client');
  expect(html).toContain('<meta name="ours">');
  expect(response.headers.has('content-security-policy')).toBe(false);
  expect((await site.get('/@vite/client')).headers.get('content-type')).toContain('javascript');
});

test('hot reload has its socket on the same port, any other socket is refused', async () => {
  const client = await (await site.get('/@vite/client')).text();
  const [, token] = /wsToken = "([^"]+)"/.exec(client) ?? [];
  const socket = new WebSocket(`ws://127.0.0.1:${site.host.port}/?token=${token}`, 'vite-hmr');

  const [message] = await once(socket, 'message');
  expect(String(message)).toBe('{"type":"connected"}');
  socket.close();
  await expect(once(new WebSocket(`ws://127.0.0.1:${site.host.port}/other`), 'open')).rejects.toThrow();
});

test('a function follows a change of what it imports', async () => {
  const word = async () => (await site.get('/.netlify/functions/word')).text();
  expect(await word()).toBe('one');

  await writeFile(join(site.directory, 'functions/lib/word.js'), "export const word = 'two';");

  await vi.waitFor(async () => expect(await word()).toBe('two'), { timeout: 5_000 });
});
