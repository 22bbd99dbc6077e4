import { fetchForeign } from './fetch-foreign.ts';
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
    const page = await readPage(await fetchForeign(link, web, 'text/html,application/xhtml+xml', signal));
    if (!page) return null;
    const { image, ...texts } = page;
    return { ...texts, picture: image && (await fetchPicture(image, web, signal)) };
  } catch {
    return null;
  }
}

/** A page is worth showing without its picture. */
async function fetchPicture(image: URL, web: Web, signal: AbortSignal): Promise<Picture | null> {
  try {
    return await readPicture(await fetchForeign(image, web, 'image/*', signal));
  } catch {
    return null;
  }
}
