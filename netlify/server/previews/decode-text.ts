import { TextDecoder } from 'node:util';

/** Bytes at the start of a page among which it may name its character set (the HTML standard's number). */
const PRESCAN = 1_024;

/**
 * Text of a page's bytes, as they come. Which characters they are says a byte order mark, then the header, then the page.
 * @param charset of the header
 */
export async function* decodeText(
  body: AsyncIterable<Buffer>,
  charset: string | undefined,
): AsyncGenerator<string> {
  let start = Buffer.alloc(0);
  let decoder: TextDecoder | undefined;
  for await (const chunk of body) {
    if (decoder) {
      yield decoder.decode(chunk, { stream: true });
      continue;
    }
    start = Buffer.concat([start, chunk]);
    if (start.length < PRESCAN) continue;
    decoder = decoderFor(start, charset);
    yield decoder.decode(start, { stream: true });
  }
  yield decoder ? decoder.decode() : decoderFor(start, charset).decode(start);
}

function decoderFor(start: Buffer, charset: string | undefined): TextDecoder {
  const label =
    markOf(start) ??
    charset ??
    /<meta[^>]*?charset\s*=\s*["']?([^\s"'/>]+)/i.exec(start.toString('latin1'))?.[1];
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}

function markOf(start: Buffer): string | undefined {
  const [first, second, third] = start;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : undefined;
}
