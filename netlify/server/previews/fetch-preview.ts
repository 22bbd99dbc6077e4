import { type Found, fetchForeign } from './fetch-foreign.ts';
import { type Page, readPage } from './read-page.ts';
import { type Picture, readPicture } from './read-picture.ts';
import type { Web } from './web.ts';

export interface FoundPreview extends Omit<Page, 'image'> {
  picture: Picture | null;
}

/** What a link leads to; null when nothing can be shown of it, for whatever reason: that is no error of ours. */
export async function fetchPreview(link: URL, web: Web): Promise<FoundPreview | null> {
  const signal = AbortSignal.timeout(web.patience);
  try {
    const page = await readFrom(
      await fetchForeign(link, web, 'text/html,application/xhtml+xml', signal),
      readPage,
    );
    if (!page) return null;
    const { image, ...texts } = page;
    return { ...texts, picture: image && (await fetchPicture(image, web, signal)) };
  } catch {
    return null;
  }
}

/** What is not wanted of it does not go on coming. */
async function readFrom<T>(found: Found, read: (found: Found) => Promise<T>): Promise<T> {
  try {
    return await read(found);
  } finally {
    found.body.destroy();
  }
}

/** A page is worth showing without its picture. */
async function fetchPicture(image: URL, web: Web, signal: AbortSignal): Promise<Picture | null> {
  try {
    return await readFrom(await fetchForeign(image, web, 'image/*', signal), readPicture);
  } catch {
    return null;
  }
}
