import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ATTACHMENT_MAX_BYTES, ATTACHMENT_PART_BYTES } from '#lib/attachments/limits';
import {
  anAttachment,
  aPng,
  aText,
  avifOfBoxes,
  aZip,
  fetchFile,
  sendPiece,
  someBytes,
  upload,
} from '../support/files.ts';
import { call, createWorld, eventually, listen, send, type World } from '../support/world.ts';

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

beforeEach(() => world.stack.database.exec('delete from send_rates'));

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const withFiles = (attachmentIds: string[], more: Record<string, unknown> = {}) => ({
  id: uuidv7(),
  channelId: world.channels.general,
  content: '',
  attachmentIds,
  ...more,
});

async function readBack(id: string, person = world.mary): Promise<Uint8Array> {
  const response = await fetchFile(person, id);
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

describe('a file', () => {
  test('of 20 MB is uploaded in parts, sent without a text, and whole at its reader', async () => {
    const bytes = someBytes(ATTACHMENT_MAX_BYTES);
    const file = await anAttachment(world.kevin, { name: 'film.bin', bytes });
    const mary = await listen(world, world.mary);
    const response = await send(world.kevin, withFiles([file.id]));
    const message = await response.json();

    expect(response.status, JSON.stringify(message)).toBe(200);
    expect(file).toEqual({
      id: expect.any(String),
      name: 'film.bin',
      mimeType: 'application/octet-stream',
      size: ATTACHMENT_MAX_BYTES,
      width: null,
      height: null,
      alt: '',
      hasThumbnail: false,
    });
    expect(message).toMatchObject({ content: '', attachments: [file] });
    await eventually(() => expect(mary.events[0]?.data).toMatchObject({ message: { attachments: [file] } }));
    mary.stop();
    expect(hashOf(await readBack(file.id))).toBe(hashOf(bytes));
  });

  test('keeps its place among the files of its message, in every reading of it', async () => {
    const files = [];
    for (const name of ['c', 'a', 'b'])
      files.push(await anAttachment(world.kevin, { name, bytes: aText(name) }));
    const message = withFiles(files.map(({ id }) => id).reverse());
    const sent = await (await send(world.kevin, message)).json();
    const page = await call('chat-messages', world.mary, {
      query: { channelId: message.channelId, messageId: message.id },
    });
    const { messages } = await page.json();

    expect(sent.attachments).toEqual(files.reverse());
    expect(messages.find(({ id }: { id: string }) => id === message.id)).toEqual(sent);
  });

  test('takes one SQL request to be sent', async () => {
    const file = await anAttachment(world.kevin, { bytes: aText('hello') });
    const { requests } = world.stack.sql.counts;
    expect((await send(world.kevin, withFiles([file.id]))).status).toBe(200);
    expect(world.stack.sql.counts.requests - requests).toBe(1);
  });

  test('of which every part is sent twice, or again once it is whole, is the same file', async () => {
    const id = uuidv7();
    const bytes = someBytes(ATTACHMENT_PART_BYTES + 10);
    const query = { id, name: 'twice', size: String(bytes.length) };
    const first = bytes.slice(0, ATTACHMENT_PART_BYTES);
    for (const _ of [1, 2])
      expect((await sendPiece(world.kevin, { ...query, piece: '0' }, first)).status).toBe(204);
    const whole = await upload(world.kevin, { id, name: 'twice', bytes });
    const again = await sendPiece(
      world.kevin,
      { ...query, piece: '0' },
      someBytes(ATTACHMENT_PART_BYTES).reverse(),
    );

    expect(await again.json()).toEqual(await whole.json());
    expect(hashOf(await readBack(id, world.kevin))).toBe(hashOf(bytes));
  });

  test('can be read in ranges that lie across its parts', async () => {
    const bytes = someBytes(ATTACHMENT_PART_BYTES * 2 + 5);
    const { id } = await anAttachment(world.kevin, { bytes });
    const read = async (range: string) => {
      const response = await fetchFile(world.kevin, id, { headers: { range } });
      return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
    };
    const across = await read(`bytes=${ATTACHMENT_PART_BYTES - 3}-${ATTACHMENT_PART_BYTES * 2 + 1}`);
    const tail = await read('bytes=-4');
    const beyond = await read(`bytes=${bytes.length}-`);

    expect(across.response.status).toBe(206);
    expect(across.response.headers.get('content-range')).toBe(
      `bytes ${ATTACHMENT_PART_BYTES - 3}-${ATTACHMENT_PART_BYTES * 2 + 1}/${bytes.length}`,
    );
    expect(hashOf(across.bytes)).toBe(
      hashOf(bytes.slice(ATTACHMENT_PART_BYTES - 3, ATTACHMENT_PART_BYTES * 2 + 2)),
    );
    expect([...tail.bytes]).toEqual([...bytes.slice(-4)]);
    expect(beyond.response.status).toBe(416);
    expect(beyond.response.headers.get('content-range')).toBe(`bytes */${bytes.length}`);
  });

  test('that a browser has kept is not sent again', async () => {
    const { id } = await anAttachment(world.kevin, { bytes: aText('kept') });
    const etag = (await fetchFile(world.kevin, id)).headers.get('etag') ?? '';
    const again = await fetchFile(world.kevin, id, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });
});

describe('what a file is', () => {
  test.each<[string, string, Uint8Array<ArrayBuffer>, object]>([
    ['a picture', 'x.txt', aPng(40, 30), { mimeType: 'image/png', width: 40, height: 30 }],
    ['an archive renamed .png', 'x.png', aZip(), { mimeType: 'application/zip', width: null, height: null }],
    [
      'a picture of 65,000 by 65,000 pixels',
      'x.png',
      aPng(2, 2, { width: 65_000, height: 65_000 }),
      { mimeType: 'image/png', width: null, height: null },
    ],
    ['a picture of nothing', 'x.png', aPng(1, 1, { width: 0, height: 0 }), { width: null, height: null }],
    ['half a header', 'x.png', aPng(9, 9).slice(0, 20), { width: null, height: null }],
    ['text', 'x.png', aText('just text\n'), { mimeType: 'text/plain', width: null }],
    ['HTML', 'x.png', aText('<!doctype html><script>alert(1)</script>'), { mimeType: 'text/plain' }],
    ['bytes', 'x.png', new Uint8Array([1, 2, 0, 200]), { mimeType: 'application/octet-stream' }],
  ])('%s is told by its content', async (_what, name, bytes, expected) => {
    expect(await anAttachment(world.kevin, { name, bytes })).toMatchObject({ name, ...expected });
  });

  test.each<[string, string, Uint8Array<ArrayBuffer>, RegExp, RegExp]>([
    ['a picture', 'x.png', aPng(4, 4), /^inline/, /^image\/png$/],
    ['a PDF', 'x', aText('%PDF-1.7\n%âãÏÓ\n1 0 obj\n'), /^inline/, /^application\/pdf$/],
    [
      'SVG',
      'x.svg',
      aText('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      /^attachment/,
      /^text\/plain/,
    ],
    [
      'SVG with a prolog',
      'x.svg',
      aText('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      /^attachment/,
      /^(application|text)\/(xml|plain)/,
    ],
    ['HTML', 'x.html', aText('<html><script>alert(1)</script>'), /^attachment/, /^text\/plain/],
    ['a huge picture', 'x.png', aPng(2, 2, { width: 65_000, height: 65_000 }), /^attachment/, /^image\/png$/],
  ])('%s is served so that it can do nothing', async (_what, name, bytes, disposition, type) => {
    const { id } = await anAttachment(world.kevin, { name, bytes });
    const { headers } = await fetchFile(world.kevin, id);
    const asDownload = await fetchFile(world.kevin, id, { query: { download: '1' } });

    expect(headers.get('content-disposition')).toMatch(disposition);
    expect(headers.get('content-type')).toMatch(type);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(asDownload.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(asDownload.headers.get('content-security-policy')).toMatch(/^sandbox/);
  });

  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\tax.pdf', 'tax.pdf'],
    ['gpj.\u202eexe.png', 'gpj.exe.png'],
    ['a\r\nSet-Cookie: x=1.txt', 'a Set-Cookie: x=1.txt'],
    ['\u200b..', 'file'],
    ['<img src=x onerror=alert(1)>.png', '<img src=x onerror=alert(1)>.png'],
    ['"; filename="evil.exe', '"; filename="evil.exe'],
    [`${'x'.repeat(300)}.tar`, `${'x'.repeat(251)}.tar`],
    ['日本語 ☕.txt', '日本語 ☕.txt'],
  ])('the name %j is kept as %j and breaks no header', async (given, kept) => {
    const { id, name } = await anAttachment(world.kevin, { name: given, bytes: aText('x') });
    const disposition = (await fetchFile(world.kevin, id)).headers.get('content-disposition') ?? '';
    const [, ascii, encoded = ''] =
      /^attachment; filename="([^"\\]*)"; filename\*=UTF-8''([\w.~!-]|%[0-9A-F]{2})*$/.exec(disposition) ??
      [];

    expect(name).toBe(kept);
    expect(ascii, disposition).toBeDefined();
    expect(encoded).not.toBe('');
    expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe(kept);
  });
});

describe('a small copy', () => {
  test('is there for those who read the message, and of a picture alone', async () => {
    const id = uuidv7();
    const bytes = aPng(900, 600);
    const small = aPng(72, 48);
    const query = { id, name: 'big.png', size: String(bytes.length) };
    expect((await sendPiece(world.kevin, { ...query, piece: 'thumbnail' }, small)).status).toBe(204);
    const file = await anAttachment(world.kevin, { id, name: 'big.png', bytes });
    await send(world.kevin, withFiles([id]));
    const response = await fetchFile(world.mary, id, { query: { thumbnail: '1' } });

    expect(file).toMatchObject({ hasThumbnail: true, width: 900 });
    expect(hashOf(new Uint8Array(await response.arrayBuffer()))).toBe(hashOf(small));
    expect(response.headers.get('content-type')).toBe('image/png');
  });

  test.each<[string, Uint8Array<ArrayBuffer>]>([
    ['something else', aText('<script>alert(1)</script>')],
    ['too many pixels', aPng(1, 1, { width: 721, height: 1 })],
    ['too many bytes', someBytes(600_000)],
  ])('that is %s is refused', async (_what, small) => {
    const query = { id: uuidv7(), name: 'x.png', size: '100', piece: 'thumbnail' };
    const response = await sendPiece(world.kevin, query, small);
    expect([response.status, (await response.json()).error.issues[0].path]).toEqual([400, 'bytes']);
  });
});

describe('bad uploads', () => {
  test('a picture with a header of a hundred thousand boxes takes no time', async () => {
    const began = performance.now();
    const file = await anAttachment(world.kevin, { name: 'holiday.avif', bytes: avifOfBoxes(70_000) });
    expect(file).toMatchObject({ mimeType: 'image/avif' });
    // it took 16 s
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  const file = (more: Record<string, string> = {}) => ({
    id: uuidv7(),
    name: 'x',
    size: '3',
    piece: '0',
    ...more,
  });
  const three = new Uint8Array(3);

  test.each<[string, Record<string, string>, Uint8Array<ArrayBuffer>, string]>([
    ['an empty file', file({ size: '0' }), new Uint8Array(), 'size'],
    ['20 MB and a byte', file({ size: String(ATTACHMENT_MAX_BYTES + 1) }), three, 'size'],
    ['more bytes than it said', file({ size: '2' }), three, 'bytes'],
    ['fewer bytes than it said', file({ size: '4' }), three, 'bytes'],
    ['a part that it cannot have', file({ piece: '1' }), three, 'piece'],
    ['a negative part', file({ piece: '-1' }), three, 'piece'],
    ['no name', file({ name: '' }), three, 'name'],
    ['no id', file({ id: 'x' }), three, 'id'],
    ['an unknown field', file({ type: 'image/png' }), three, 'type'],
  ])('%s: refused, naming the field', async (_what, query, bytes, path) => {
    const response = await sendPiece(world.kevin, query, bytes);
    const { error } = await response.json();
    expect(response.status).toBe(400);
    expect(error.issues.map((issue: { path: string }) => issue.path)).toContain(path);
  });

  test('bytes that are called JSON are refused', async () => {
    const response = await call('chat-upload-attachment', world.kevin, { query: file(), body: three });
    expect(response.status).toBe(415);
  });

  test('the last part before the others is refused, and works after them', async () => {
    const bytes = someBytes(ATTACHMENT_PART_BYTES + 1);
    const query = { id: uuidv7(), name: 'x', size: String(bytes.length) };
    const last = () => sendPiece(world.kevin, { ...query, piece: '1' }, bytes.slice(ATTACHMENT_PART_BYTES));
    expect((await last()).status).toBe(409);
    await sendPiece(world.kevin, { ...query, piece: '0' }, bytes.slice(0, ATTACHMENT_PART_BYTES));
    expect((await last()).status).toBe(200);
  });

  test.each([
    ['of somebody else', () => world.mary, {}],
    ['with another name', () => world.kevin, { name: 'y' }],
    ['with another size', () => world.kevin, { size: '4' }],
  ])('an id %s is a conflict', async (_how, person, change) => {
    const query = file();
    await sendPiece(world.kevin, query, three);
    const { size } = { ...query, ...change };
    const response = await sendPiece(person(), { ...query, ...change }, new Uint8Array(Number(size)));
    expect(response.status).toBe(409);
  });

  test('a person has at most 100 files that are in no message', async () => {
    await world.stack.database.query(
      `insert into attachments (id, uploader_id, name, mime_type, size)
       select gen_random_uuid(), $1, 'x', 'text/plain', 1 from generate_series(1, 100)`,
      [world.sofia.id],
    );
    const refused = await upload(world.sofia, { bytes: three });
    expect(refused.status).toBe(429);
    // the first of them goes a day and an hour after it came
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(24 * 3_600);
    await world.stack.database.query('delete from attachments where uploader_id = $1', [world.sofia.id]);
    expect((await upload(world.sofia, { bytes: three })).status).toBe(200);
  });
});

describe('bad attachments of a message', () => {
  const refused = async (body: Record<string, unknown>) => {
    const response = await send(world.kevin, body);
    const { error } = await response.json();
    return { status: response.status, paths: error?.issues?.map(({ path }: { path: string }) => path) };
  };
  const rows = async () => (await world.stack.database.query('select 1 from internal_messages')).rows.length;

  test.each<[string, () => Promise<string[]>]>([
    ['an unknown one', async () => [uuidv7()]],
    ['one of somebody else', async () => [(await anAttachment(world.mary, { bytes: aText('hers') })).id]],
    [
      'one that is not whole',
      async () => {
        const id = uuidv7();
        const size = String(ATTACHMENT_PART_BYTES + 1);
        await sendPiece(world.kevin, { id, name: 'x', size, piece: '0' }, someBytes(ATTACHMENT_PART_BYTES));
        return [id];
      },
    ],
    [
      'one that was sent before',
      async () => {
        const { id } = await anAttachment(world.kevin, { bytes: aText('once') });
        await send(world.kevin, withFiles([id]));
        return [id];
      },
    ],
    [
      'one that is a day old',
      async () => {
        const { id } = await anAttachment(world.kevin, { bytes: aText('old') });
        await world.stack.database.query(
          `update attachments set created_at = now() - interval '24 hours' where id = $1`,
          [id],
        );
        return [id];
      },
    ],
    [
      'the same one twice',
      async () => {
        const { id } = await anAttachment(world.kevin, { bytes: aText('twice') });
        return [id, id];
      },
    ],
    ['eleven', async () => Array.from({ length: 11 }, () => uuidv7())],
  ])('%s: refused, naming the field, and nothing is stored', async (_what, idsOf) => {
    const attachmentIds = await idsOf();
    const before = await rows();
    expect(await refused(withFiles(attachmentIds, { content: 'look' }))).toEqual({
      status: 400,
      paths: ['attachmentIds'],
    });
    expect(await rows()).toBe(before);
  });

  test('nothing at all is refused', async () => {
    expect(await refused(withFiles([]))).toEqual({ status: 400, paths: ['content'] });
  });

  test('a file in two messages that are sent at once is in one of them', async () => {
    const { id } = await anAttachment(world.kevin, { bytes: aText('one') });
    const answers = await Promise.all([1, 2, 3].map(() => send(world.kevin, withFiles([id]))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
  });

  test('a retry gives the stored message; with other files it is a conflict', async () => {
    const { id } = await anAttachment(world.kevin, { bytes: aText('retry') });
    const message = withFiles([id], { content: 'look' });
    const first = await (await send(world.kevin, message)).json();
    const again = await send(world.kevin, message);
    expect([again.status, await again.json()]).toEqual([200, first]);
    expect((await send(world.kevin, { ...message, attachmentIds: [] })).status).toBe(409);
  });
});

describe('who may fetch a file', () => {
  const statusFor = async (id: string) =>
    Promise.all(
      [world.kevin, world.sofia, world.mary, null].map(
        async (person) => (await fetchFile(person, id)).status,
      ),
    );

  test('before it is sent its uploader, then those who may read the message, after its deletion nobody', async () => {
    const { id } = await anAttachment(world.kevin, { bytes: aPng(3, 3) });
    expect(await statusFor(id)).toEqual([200, 404, 404, 401]);
    const message = withFiles([id], { channelId: world.channels['launch-budget'] });
    await send(world.kevin, message);
    expect(await statusFor(id)).toEqual([200, 200, 404, 401]);
    await world.stack.database.query(
      `update internal_messages set deleted_at = now(), content = '' where id = $1`,
      [message.id],
    );
    expect(await statusFor(id)).toEqual([404, 404, 404, 401]);
  });

  test('one that is not whole is not there, also for its uploader', async () => {
    const id = uuidv7();
    const size = String(ATTACHMENT_PART_BYTES + 1);
    await sendPiece(world.kevin, { id, name: 'x', size, piece: '0' }, someBytes(ATTACHMENT_PART_BYTES));
    expect((await fetchFile(world.kevin, id)).status).toBe(404);
  });
});

describe('what a picture shows', () => {
  const describeIt = (person = world.kevin, body: Record<string, unknown> = {}) =>
    call('chat-describe-attachment', person, { body });

  test('can be said before it is sent', async () => {
    const { id } = await anAttachment(world.kevin, { bytes: aPng(3, 3) });
    const response = await describeIt(world.kevin, { id, alt: ' A cat ' });
    expect(await response.json()).toMatchObject({ id, alt: 'A cat' });
    const message = await (await send(world.kevin, withFiles([id]))).json();
    expect(message.attachments[0].alt).toBe('A cat');
  });

  test('can be said after, which is a change of the message that everybody hears of', async () => {
    const { id } = await anAttachment(world.kevin, { bytes: aPng(3, 3) });
    const sent = await (await send(world.kevin, withFiles([id]))).json();
    const mary = await listen(world, world.mary);
    expect((await describeIt(world.kevin, { id, alt: 'A dog' })).status).toBe(200);
    await eventually(() => expect(mary.events).toHaveLength(1));
    mary.stop();
    const [event] = mary.events;
    expect(event).toMatchObject({
      name: 'message-changed',
      data: {
        message: { id: sent.id, rev: sent.rev + 1, editedAt: null, attachments: [{ id, alt: 'A dog' }] },
      },
    });
  });

  test('is the affair of who uploaded it', async () => {
    const { id } = await anAttachment(world.kevin, { bytes: aPng(3, 3) });
    expect((await describeIt(world.mary, { id, alt: 'x' })).status).toBe(404);
    expect((await describeIt(world.kevin, { id: uuidv7(), alt: 'x' })).status).toBe(404);
    expect((await describeIt(world.kevin, { id, alt: 'x'.repeat(1_001) })).status).toBe(400);
  });

  test('is said only where its uploader may change a message, and not without an end', async () => {
    const { database } = world.stack;
    const sent = await anAttachment(world.kevin, { bytes: aPng(3, 3) });
    const channelId = world.channels.random;
    expect((await send(world.kevin, withFiles([sent.id], { channelId }))).status).toBe(200);
    const flood = await Promise.all(
      Array.from({ length: 40 }, (_, n) => describeIt(world.kevin, { id: sent.id, alt: `flood ${n}` })),
    );
    const refused = flood.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(10);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);

    await database.exec('delete from send_rates');
    await database.query('update channels set archived_at = now() where id = $1', [channelId]);
    const archived = await describeIt(world.kevin, { id: sent.id, alt: 'archived' });
    await database.query('update channels set archived_at = null where id = $1', [channelId]);
    expect(archived.status).toBe(403);

    const kevins = [world.kevin.id, channelId];
    await database.query('delete from members where user_id = $1 and channel_id = $2', kevins);
    const left = await describeIt(world.kevin, { id: sent.id, alt: 'left' });
    await database.query('insert into members (user_id, channel_id) values ($1, $2)', kevins);
    expect(left.status).toBe(403);
    const { rows } = await database.query<{ alt: string }>('select alt from attachments where id = $1', [
      sent.id,
    ]);
    expect(rows[0]?.alt).toMatch(/^flood/);
  });

  test('can neither turn nor cover what stands around it', async () => {
    const { id } = await anAttachment(world.kevin, { bytes: aPng(3, 3) });
    const alt = `a\u202e evil\nz${'\u0301'.repeat(900)}`;
    const described = await (await describeIt(world.kevin, { id, alt })).json();
    expect(described.alt).toBe(`a evil z${'\u0301'.repeat(32)}`);
  });
});
