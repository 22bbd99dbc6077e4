import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * All that the signed-in chat loads until it says that it is connected: what Vite names in the page's head, and pusher-js, which
 * comes beside the first sync. The rest waits for that (services/firstLoad.ts) or for its use.
 */
const page = readFileSync(join(import.meta.dirname, 'dist/index.html'), 'utf8');
const firstLoad = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(
  ([, file]) => `dist/${file}`,
);
const pusher = readdirSync(join(import.meta.dirname, 'dist/assets')).filter((file) =>
  /^pusher-.*\.js$/.test(file),
);
if (pusher.length !== 1) throw new Error(`pusher-js is to be one file: ${pusher}`);

export default [
  {
    name: 'JavaScript of the first load',
    path: [...firstLoad, `dist/assets/${pusher[0]}`],
    limit: '170 kB',
    gzip: true,
  },
];
