/** Files as people have them, and some as nobody should. */
import { crc32, deflateSync } from 'node:zlib';
import { v7 as uuidv7 } from 'uuid';
import { partCountOf, partRange } from '#lib/attachments/limits';
import type { Attachment } from '#lib/contracts/messages';
import { call, type Person } from './world.ts';

const ascii = (text: string) => new TextEncoder().encode(text);

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([ascii(type), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** A real picture of one colour. With `claims`, its header says another size than it has: what a decompression bomb does. */
export function aPng(width: number, height: number, claims = { width, height }): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(claims.width);
  header.writeUInt32BE(claims.height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const row = Buffer.alloc(1 + width * 3, 0x8a);
  row[0] = 0;
  const rows = Buffer.concat(Array.from({ length: height }, () => row));
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', new Uint8Array())];
  return new Uint8Array(
    Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]),
  );
}

/** The beginning of an archive, which is all that tells one. */
export const aZip = (): Uint8Array<ArrayBuffer> =>
  new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x14, 0, 0, 0, 8, 0, ...new Array(2_000).fill(0)]);

/** A picture that says its size so many times. */
export function avifOfBoxes(count: number): Uint8Array<ArrayBuffer> {
  const box = (type: string, ...content: Uint8Array[]) => {
    const body = Buffer.concat([ascii(type), ...content]);
    const framed = Buffer.alloc(4 + body.length);
    framed.writeUInt32BE(framed.length);
    body.copy(framed, 4);
    return framed;
  };
  const [none, one] = [new Uint8Array(4), new Uint8Array([0, 0, 0, 1])];
  const sizes = Array.from({ length: count }, () => box('ispe', none, one, one));
  const meta = box('meta', none, box('iprp', box('ipco', ...sizes)));
  return new Uint8Array(Buffer.concat([box('ftyp', ascii('avif'), none, ascii('avifmif1')), meta]));
}

export const aText = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(ascii(text));

/** So many bytes of which no two neighbours are alike: a part in the wrong place shows. */
export function someBytes(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index += 1) bytes[index] = (index * 31 + (index >> 9)) & 0xff;
  return bytes;
}

interface Upload {
  id?: string;
  name?: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export function sendPiece(
  person: Pick<Person, 'cookie'> | null,
  query: Record<string, string>,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Response> {
  return call('chat-upload-attachment', person, {
    query,
    body: bytes,
    headers: { 'content-type': 'application/octet-stream' },
  });
}

/** Uploads a file as the page does, part by part, and gives the last answer. */
export async function upload(
  person: Pick<Person, 'cookie'> | null,
  { id = uuidv7(), name = 'file.bin', bytes }: Upload,
): Promise<Response> {
  const query = { id, name, size: String(bytes.length) };
  for (let part = 0; ; part += 1) {
    const { from, to } = partRange(bytes.length, part);
    const response = await sendPiece(person, { ...query, piece: String(part) }, bytes.slice(from, to));
    if (!response.ok || part >= partCountOf(bytes.length) - 1) return response;
  }
}

/** An uploaded file that can be sent. */
export async function anAttachment(person: Person, given: Upload): Promise<Attachment> {
  const response = await upload(person, given);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

export function fetchFile(
  person: Pick<Person, 'cookie'> | null,
  id: string,
  { query, headers }: { query?: Record<string, string>; headers?: Record<string, string> } = {},
): Promise<Response> {
  return call('chat-attachment', person, { query: { id, ...query }, ...(headers && { headers }) });
}
