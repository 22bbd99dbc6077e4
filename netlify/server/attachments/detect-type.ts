import { fileTypeFromBuffer } from 'file-type';

/** Bytes that are looked at to tell text from anything else. */
const TEXT_SAMPLE = 64 * 1024;
/** Of the control characters, text has tabs, line ends and form feeds. */
const NO_TEXT = /(?![\t-\r])\p{Cc}/u;

/**
 * What a file is, by its content alone: its name says what its sender likes.
 * @param head its first bytes, or all of them
 */
export async function detectType(head: Uint8Array): Promise<string> {
  // what does not parse is of no type, which is no fault of ours
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (found) return plainTypeOf(found.mime);
  return isText(head.subarray(0, TEXT_SAMPLE)) ? 'text/plain' : 'application/octet-stream';
}

/** Without parameters, as in `audio/ogg; codecs=opus`. */
function plainTypeOf(mime: string): string {
  return mime.split(';')[0]?.trim() ?? mime;
}

function isText(sample: Uint8Array): boolean {
  try {
    // a character may be cut at the end of the sample: `stream` lets it be
    const text = new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return !NO_TEXT.test(text);
  } catch {
    return false;
  }
}
