import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { assertPortIsFree } from './host/listen.ts';
import { LocalError } from './local-error.ts';
import { buildPageIfNeeded } from './page-build.ts';
import { openHostOnly, openStack, type StackSettings } from './stack.ts';
import { readStartOptions } from './start-options.ts';

const ROOT = join(import.meta.dirname, '..');

interface Running {
  origin: string;
  close(): Promise<void>;
}

try {
  await start();
} catch (error) {
  console.error(error instanceof LocalError ? error.message : error);
  process.exit(1);
}

async function start(): Promise<void> {
  const env = join(ROOT, '.env');
  if (existsSync(env)) process.loadEnvFile(env);
  const options = readStartOptions(process.env, process.argv.slice(2));
  if (options.notice) console.log(options.notice);

  await assertPortIsFree(options.port);
  if (options.page === 'dist') await buildPageIfNeeded(ROOT);
  const running =
    options.vendors === 'local'
      ? await openStack({ ...options, prepare: fillDatabase })
      : await openHostOnly(options);
  closeOnSignal(running);
  console.log(`Team Chat is running at ${running.origin}`);
}

async function fillDatabase({ DATABASE_URL }: StackSettings): Promise<void> {
  const { applyMigrations } = await import('#db/migrate');
  await applyMigrations(DATABASE_URL);
  const { seedDemoTeam } = await import('./seed/seed-demo-team.ts');
  await seedDemoTeam(DATABASE_URL);
}

// npm passes a signal on that the terminal has sent to everyone already, so it comes more than once
function closeOnSignal(running: Running): void {
  let closing = false;
  const close = () => {
    if (closing) return;
    closing = true;
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', close);
  process.on('SIGTERM', close);
}
