import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fetchPreview } from '#server/previews/fetch-preview';
import { isPublic, theWeb, type Web } from '#server/previews/web';
import { bytes, type ForeignSite, openForeignSite, page, pngOf, redirect } from '../support/foreign-site.ts';

let site: ForeignSite;
let web: Web;

beforeAll(async () => {
  site = await openForeignSite();
  web = {
    ...theWeb,
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    allows: (address, port) =>
      (address === '127.0.0.1' && port === site.port) || theWeb.allows(address, port),
  };
});
afterAll(() => site.close());

const fetchAt = (path: string, more: Partial<Web> = {}) =>
  fetchPreview(new URL(path, site.at('/')), { ...web, ...more });

let count = 0;
/** What is found when a site says this. */
function found(answer: Parameters<ForeignSite['say']>[1], more: Partial<Web> = {}) {
  count += 1;
  site.say(`/${count}`, answer);
  return fetchAt(`/${count}`, more);
}

test('a page says its title, description, site and picture', async () => {
  site.say('/picture.png', bytes(pngOf(600, 315), 'image/png'));
  const preview = await found(
    page(`<title>Not this</title>
      <meta property="og:title" content="Tom &amp; Jerry">
      <meta property="og:description" content=" A cat,
        a mouse ">
      <meta property="og:site_name" content="Cartoons">
      <meta property="og:image" content="/picture.png">`),
  );

  expect(preview).toMatchObject({ title: 'Tom & Jerry', description: 'A cat, a mouse', site: 'Cartoons' });
  expect(preview?.picture).toMatchObject({ type: 'image/png', width: 600, height: 315 });
});

test('one without Open Graph says what it has', async () => {
  const preview = await found(page('<title>Plain</title><meta name="Description" content="Old school">'));

  expect(preview).toEqual({ title: 'Plain', description: 'Old school', site: 'foreign.test', picture: null });
});

test('a page is asked for without cookies or credentials, and knows who asks', async () => {
  let headers: Record<string, unknown> = {};
  site.say('/who', (response, given) => {
    headers = given;
    page('<title>Who</title>')(response, given);
  });
  await fetchPreview(new URL(site.at('/who').replace('//', '//kevin:secret@')), web);

  expect(Object.keys(headers).sort()).toEqual([
    'accept',
    'accept-encoding',
    'connection',
    'host',
    'user-agent',
  ]);
  expect(headers['user-agent']).toMatch(/^TeamChatLinkPreview/);
});

test.each([
  '127.0.0.1',
  '127.9.9.9',
  '0.0.0.0',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::7f00:1',
  '4000::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:db8::1',
  'fe80::1',
  'fe80::1%eth0',
  'fc00::1',
  'fd00:ec2::254',
  'ff02::1',
  'localhost',
  '',
])('%s is no address of the public web', (address) => {
  expect(isPublic(address)).toBe(false);
});

test.each(['8.8.8.8', '93.184.215.14', '2606:4700::6810:84e5'])('%s is one', (address) => {
  expect(isPublic(address)).toBe(true);
});

/** Ways to write this machine, and what only it may reach. */
const INSIDE = [
  ['127.0.0.1', '127.0.0.1'],
  ['127.1', '127.0.0.1'],
  ['2130706433', '127.0.0.1'],
  ['0x7f000001', '127.0.0.1'],
  ['0177.0.0.1', '127.0.0.1'],
  ['[::1]', '::1'],
  ['[::ffff:127.0.0.1]', '::ffff:7f00:1'],
  ['[::]', '::'],
  ['169.254.169.254', '169.254.169.254'],
  ['10.0.0.1', '10.0.0.1'],
  ['localhost', expect.stringMatching(/^(127\.0\.0\.1|::1)$/)],
] as const;

test.each(INSIDE)('%s is not connected to, nor after a redirect there', async (host, address) => {
  const front = await openForeignSite('127.0.0.2');
  site.say('/inside', page('<title>Inside</title>'));
  front.say('/away', redirect(site.at('/inside', host)));
  const before = site.asked.length;
  const refused: string[] = [];
  const guarded: Web = {
    ...theWeb,
    // whatever the port: the site would answer
    allows: (to) => to === '127.0.0.2' || isPublic(to) || refused.push(to) < 0,
  };

  expect(await fetchPreview(new URL(site.at('/inside', host)), guarded)).toBeNull();
  expect(await fetchPreview(new URL(front.at('/away', '127.0.0.2')), guarded)).toBeNull();
  expect(front.asked).toEqual(['/away']);
  expect(refused).toEqual([address, address]);
  expect(site.asked).toHaveLength(before);
  await front.close();
});

test('as it is in production, not even a site of this machine on the right port is reached', () => {
  expect(theWeb.allows('127.0.0.1', 80)).toBe(false);
  expect(theWeb.allows('8.8.8.8', 80)).toBe(true);
  expect(theWeb.allows('8.8.8.8', 8080)).toBe(false);
});

test.each([
  ['another port', 'http://8.8.8.8:8080/'],
  ['a port of other services', 'http://8.8.8.8:22/'],
  ['ftp', 'ftp://8.8.8.8/'],
  ['a file', 'file:///etc/passwd'],
  ['data', 'data:text/html,<title>Hi</title>'],
  ['javascript', 'javascript:alert(1)'],
])('%s is refused, also as a redirect', async (_what, link) => {
  const refused: string[] = [];
  const watching: Web = {
    ...web,
    allows: (address, port) => web.allows(address, port) || refused.push(link) < 0,
  };

  expect(await fetchPreview(new URL(link), watching)).toBeNull();
  expect(await found(redirect(link), watching)).toBeNull();
  expect(refused).toHaveLength(link.startsWith('http') ? 2 : 0);
});

test('a name with one address inside is refused as a whole', async () => {
  site.say('/mixed', page('<title>Mixed</title>'));
  const addresses = ['127.0.0.1', '169.254.169.254'].map((address) => ({ address, family: 4 }));

  expect(await fetchAt('/mixed', { resolve: async () => addresses })).toBeNull();
  expect(site.asked).not.toContain('/mixed');
});

test('a name that means another machine a moment later is asked once, and what was checked is connected to', async () => {
  const inside = await openForeignSite('127.0.0.2', site.port);
  inside.say('/rebound', page('<title>Inside</title>'));
  site.say('/rebound', page('<title>Checked</title>'));
  let asked = 0;
  const resolve = async () => {
    asked += 1;
    return [{ address: asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
  };

  expect(await fetchAt('/rebound', { resolve })).toMatchObject({ title: 'Checked' });
  expect(asked).toBe(1);
  expect(inside.asked).toEqual([]);
  await inside.close();
});

test('five redirects are followed, six are not', async () => {
  site.say('/r0', page('<title>Arrived</title>'));
  for (let left = 1; left <= 6; left += 1) site.say(`/r${left}`, redirect(`/r${left - 1}`));

  expect(await fetchAt('/r5')).toMatchObject({ title: 'Arrived' });
  expect(await fetchAt('/r6')).toBeNull();
});

test('a site that does not answer, or never ends, is left after a while', async () => {
  const patience = 200;
  const began = performance.now();

  expect(await found(() => {}, { patience })).toBeNull();
  expect(
    await found((response) => response.writeHead(200, { 'content-type': 'text/html' }).write('<title>Slow'), {
      patience,
    }),
  ).toBeNull();
  expect(await fetchAt('/1', { patience, resolve: () => new Promise(() => {}) })).toBeNull();
  expect(performance.now() - began).toBeGreaterThan(3 * patience - 10);
});

test('of a large page the first megabyte is read', async () => {
  const filler = `<!--${'x'.repeat(64_000)}-->`;
  let sent = 0;
  const endless =
    (title: string, from: number): Parameters<ForeignSite['say']>[1] =>
    (response) => {
      sent = 0;
      response.writeHead(200, { 'content-type': 'text/html' });
      const more = () => {
        while (!response.destroyed) {
          sent += filler.length;
          if (sent > from && sent - filler.length <= from) response.write(title);
          if (!response.write(filler)) break;
        }
      };
      response.on('drain', more);
      more();
    };

  expect(await found(endless('<title>Late</title>', 200_000))).toMatchObject({ title: 'Late' });
  expect(await found(endless('<title>Too late</title>', 5_000_000))).toBeNull();
});

test('reading ends with the head', async () => {
  const preview = await found((response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.write('<head><title>Head</title></head>');
    // and never ends
    response.write(' '.repeat(2_000));
  });

  expect(preview).toMatchObject({ title: 'Head' });
});

test('an answer that nobody reads, and that breaks off, does no harm', async () => {
  const whole = gzipSync('{"a": "page of data"}'.repeat(100));
  const heard: unknown[] = [];
  const hear = (error: unknown) => heard.push(error);
  process.on('uncaughtException', hear);
  const preview = await found((response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end(whole.subarray(0, -6));
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  process.off('uncaughtException', hear);

  expect(preview).toBeNull();
  expect(heard).toEqual([]);
});

test('a small answer that unpacks to a lot is cut as well', async () => {
  const bomb = gzipSync(Buffer.concat([Buffer.alloc(20_000_000, ' '), Buffer.from('<title>Boom</title>')]));
  const preview = await found((response) =>
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end(bomb),
  );

  expect(bomb.length).toBeLessThan(100_000);
  expect(preview).toBeNull();
});

test.each([
  ['packed', gzipSync('<title>Größe</title>'), { 'content-encoding': 'gzip' }, 'Größe'],
  [
    'named by the header',
    Buffer.from('<title>Größe</title>', 'latin1'),
    { 'content-type': 'text/html; charset="iso-8859-1"' },
    'Größe',
  ],
  [
    'named by the page',
    Buffer.from('<meta charset=windows-1252><title>Größe</title>', 'latin1'),
    {},
    'Größe',
  ],
  ['marked', Buffer.from('\ufeff<title>Größe</title>', 'utf16le'), {}, 'Größe'],
  [
    'Japanese',
    Buffer.from('3c7469746c653e93fa967b3c2f7469746c653e', 'hex'),
    { 'content-type': 'text/html; charset=Shift_JIS' },
    '日本',
  ],
  [
    'a set that does not exist',
    Buffer.from('<title>Größe</title>'),
    { 'content-type': 'text/html; charset=nonsense' },
    'Größe',
  ],
  [
    'not what it says',
    Buffer.from('<title>Größe</title>', 'latin1'),
    { 'content-type': 'text/html; charset=utf-8' },
    'Gr��e',
  ],
])('characters: %s', async (_what, body, headers, title) => {
  const preview = await found((response) =>
    response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(body),
  );

  expect(preview).toMatchObject({ title });
});

test.each<[string, Parameters<ForeignSite['say']>[1]]>([
  ['text', bytes(Buffer.from('<title>Text</title>'), 'text/plain')],
  ['a script', bytes(Buffer.from('<title>Script</title>'), 'text/javascript')],
  ['JSON', bytes(Buffer.from('{"title":"Json"}'), 'application/json')],
  ['a picture', bytes(pngOf(10, 10), 'image/png')],
  [
    'an error',
    (response) => response.writeHead(500, { 'content-type': 'text/html' }).end('<title>Error</title>'),
  ],
  ['a redirect to nowhere', (response) => response.writeHead(302).end()],
  ['a redirect that is no address', redirect('http://[')],
  [
    'a packing that nobody asked for',
    (response) =>
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'zstd' }).end('x'),
  ],
  [
    'broken packing',
    (response) =>
      response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' }).end('no gzip'),
  ],
  ['a connection that breaks', (response) => response.destroy()],
  ['a page without a title', page('<meta name="description" content="Nothing">')],
  ['a title that draws nothing', page('<title>\u200b\u202e \u2063</title>')],
  ['a title of stacked accents', page(`<title>a${'\u0301'.repeat(100)}</title>`)],
])('of %s there is no preview', async (_what, answer) => {
  expect(await found(answer)).toBeNull();
});

test('texts cannot turn or leave their line, and are cut between characters', async () => {
  const family = '👩‍👩‍👧‍👦';
  const preview = await found(
    page(`<title>\u202eevil\u2066\u0007 \u200f&#x202e;&#0;title</title>
      <meta name="description" content="${family.repeat(100)}">
      <meta property="og:site_name" content="${'long '.repeat(50)}">`),
  );

  expect(preview?.title).toMatch(/^evil \ufffd?title$/);
  expect(preview?.description).toBe(`${family.repeat(27)}…`);
  expect(preview?.site.length).toBeLessThanOrEqual(61);
});

test.each<[string, Uint8Array, string]>([
  [
    'a vector drawing',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    'image/svg+xml',
  ],
  [
    'a drawing that says it is a PNG',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    'image/png',
  ],
  ['a page', Buffer.from('<title>Page</title>'), 'image/png'],
  ['nothing', new Uint8Array(), 'image/png'],
  [
    'a TIFF',
    Buffer.from('49492a0008000000020000010300010000000900000001010300010000000900000000000000', 'hex'),
    'image/tiff',
  ],
  ['a picture of 300,001 bytes', pngOf(10, 10, 300_001), 'image/png'],
  ['a picture of 2,001 pixels', pngOf(10, 2_001), 'image/png'],
  ['a picture of no pixels', pngOf(0, 0), 'image/png'],
])('%s is left out', async (_what, body, type) => {
  site.say('/picture', bytes(body, type));

  expect(await found(page('<title>Page</title><meta property="og:image" content="/picture">'))).toMatchObject(
    {
      title: 'Page',
      picture: null,
    },
  );
});

test('a picture is what its bytes say, up to 300,000 of them', async () => {
  site.say('/large', bytes(pngOf(2_000, 10, 300_000), 'text/html'));

  const preview = await found(page('<title>Page</title><meta property="og:image" content="/large">'));
  expect(preview?.picture).toMatchObject({ type: 'image/png', width: 2_000, height: 10 });
  expect(preview?.picture?.bytes).toHaveLength(300_000);
});

test.each([
  'http://169.254.169.254/latest/meta-data/',
  'data:image/png;base64,AAAA',
  'http://[',
  'javascript:alert(1)',
])('the picture %s is left out', async (address) => {
  const preview = await found(page(`<title>Page</title><meta property="og:image" content="${address}">`));
  expect(preview).toMatchObject({ title: 'Page', picture: null });
});
