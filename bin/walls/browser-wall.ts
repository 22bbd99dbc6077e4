import { isBuiltin } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';

const SERVER_PACKAGE =
  /^(pusher|drizzle-orm|better-auth|ws|unhomoglyph|@(neondatabase|better-auth|netlify|electric-sql)\/[^/]+)(\/|$)/;
const SERVER_FILE = /^(db|netlify|local|bin|tests)\/|^lib\/pusher-server\.ts$/;
const FILE_BY_URL = /new URL\(\s*['"`](\.[^'"`]+)['"`]\s*,\s*import\.meta\.url/g;
const SERVER_ALIAS = /^#(db|server|local)\//;

/**
 * Fails the build of the page on the first import of server code, and names who imports it. Without it Vite builds such
 * a page with a warning, and the page dies in the browser with the secret in its bundle.
 */
export function browserWall(root: string): Plugin {
  const refuse = (source: string, importer: string | undefined): never => {
    const from = importer ? relative(root, importer) : 'the page';
    throw new Error(
      `${from} imports ${source}, which only runs on the server (docs/decisions/0002-walls.md)`,
    );
  };
  return {
    name: 'team-chat:browser-wall',
    enforce: 'pre',
    // the development server also loads the functions, for itself
    applyToEnvironment: (environment) => environment.name === 'client',
    async resolveId(source, importer, options) {
      if (isBuiltin(source) || SERVER_PACKAGE.test(source) || SERVER_ALIAS.test(source))
        refuse(source, importer);
      const found = await this.resolve(source, importer, { ...options, skipSelf: true });
      if (found && SERVER_FILE.test(relative(root, found.id))) refuse(source, importer);
      return found;
    },
    // a file also comes in, as an asset or a worker, without being imported
    transform(code, id) {
      for (const [, path = ''] of code.matchAll(FILE_BY_URL)) {
        if (SERVER_FILE.test(relative(root, resolve(dirname(id), path)))) refuse(path, id);
      }
    },
  };
}
