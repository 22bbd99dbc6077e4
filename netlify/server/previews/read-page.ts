import { cutOf, isBlank, isStacked } from '#lib/content';
import { decodeText } from './decode-text.ts';
import type { Found } from './fetch-foreign.ts';
import { type PageHead, readHead } from './read-head.ts';
import { takeBytes } from './take-bytes.ts';

/** Bytes of a page that are read at most; its head is near its start. */
const PAGE_MAX = 1_048_576;
/** UTF-16 units. */
const TITLE_MAX = 200;
const DESCRIPTION_MAX = 300;
const SITE_MAX = 60;

export interface Page {
  title: string;
  description: string;
  site: string;
  /** Where its picture is, if it names one. */
  image: URL | null;
}

/** What a page says of itself; null when it is no page, or has no title. */
export async function readPage({ url, type, charset, body }: Found): Promise<Page | null> {
  if (type !== 'text/html' && type !== 'application/xhtml+xml') return null;
  const head = await readHead(decodeText(takeBytes(body, PAGE_MAX), charset));
  const title = first(head, TITLE_MAX, ['og:title', 'twitter:title'], head.title);
  if (!title) return null;
  return {
    title,
    description: first(head, DESCRIPTION_MAX, ['og:description', 'twitter:description', 'description']),
    site: first(head, SITE_MAX, ['og:site_name'], url.hostname.replace(/^www\./, '')),
    image: imageOf(head, url),
  };
}

function first({ metas }: PageHead, most: number, names: string[], otherwise = ''): string {
  const texts = [...names.map((name) => metas.get(name) ?? ''), otherwise];
  return texts.map((text) => lineOf(text, most)).find(Boolean) ?? '';
}

/** One line of a foreign text that can neither turn nor cover what stands around it. */
function lineOf(text: string, most: number): string {
  const plain = text
    .toWellFormed()
    .replace(/[\p{Bidi_Control}\u200B\uFEFF]/gu, '')
    .replace(/\p{Cc}/gu, ' ');
  return isBlank(plain) || isStacked(plain) ? '' : cutOf(plain.replace(/\s+/gu, ' ').trim(), most);
}

const IMAGES = ['og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src'];

function imageOf({ metas }: PageHead, base: URL): URL | null {
  for (const name of IMAGES) {
    const address = metas.get(name)?.trim();
    if (address && URL.canParse(address, base.href)) return new URL(address, base);
  }
  return null;
}
