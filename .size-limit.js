import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the built page loads before anything is asked of it; Vite names all of it in the page's head. Not in it is what comes
 * beside or after the first sync: pusher-js (18 kB), the composer's tools, and what is opened.
 */
const page = readFileSync(join(import.meta.dirname, 'dist/index.html'), 'utf8');
const firstLoad = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(
  ([, file]) => `dist/${file}`,
);

export default [{ name: 'JavaScript of the first load', path: firstLoad, limit: '170 kB', gzip: true }];
