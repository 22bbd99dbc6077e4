/**
 * For plugin.mjs: makes the page and the database, because `netlify dev` waits only 15 s for the local stack, and prints
 * what functions need to know of that. With settings of Neon and Pusher there is nothing to tell.
 */
import { join } from 'node:path';
import { applyMigrations } from '#db/migrate';
import { LocalError } from '../local-error.ts';
import { buildPageIfNeeded } from '../page-build.ts';
import { seedDemoTeam } from '../seed/seed-demo-team.ts';
import { openStack, type StackSettings } from '../stack.ts';
import { readStartOptions, type StartOptions } from '../start-options.ts';

// these two are Netlify's own business
type Settings = Omit<StackSettings, 'URL' | 'NETLIFY_BLOBS_CONTEXT'>;

try {
  await buildPageIfNeeded(join(import.meta.dirname, '../..'));
  const options = readStartOptions(process.env, []);
  console.log(JSON.stringify(options.vendors === 'local' ? await prepareStack(options) : {}));
} catch (error) {
  console.error(error instanceof LocalError ? inWordsOfNetlify(error) : error);
  process.exit(1);
}

async function prepareStack({ port, stateDir }: StartOptions): Promise<Settings> {
  const stack = await openStack({
    port,
    stateDir,
    page: 'none',
    functions: false,
    async prepare({ DATABASE_URL }) {
      await applyMigrations(DATABASE_URL);
      await seedDemoTeam(DATABASE_URL);
    },
  });
  await stack.close();
  const { URL: _, NETLIFY_BLOBS_CONTEXT: __, ...settings } = stack.settings;
  return settings;
}

function inWordsOfNetlify({ message }: LocalError): string {
  return message.replace(/set PORT .*/, 'set LOCAL_PORT to another one, and --target-port to the same');
}
