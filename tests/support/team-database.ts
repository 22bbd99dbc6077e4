import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { applyMigrations } from '#db/migrate';
import { openStack } from '#local/stack';
import { seedDemoTeam } from '../../local/seed/seed-demo-team.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** File of a migrated and seeded database: a world that starts from it is there in a tenth of the time. */
    teamDatabase: string;
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'team-chat-database-'));
  const stack = await openStack({
    port: 0,
    stateDir: null,
    page: 'none',
    functions: false,
    async prepare({ DATABASE_URL }) {
      await applyMigrations(DATABASE_URL);
      await seedDemoTeam(DATABASE_URL);
    },
  });
  const dump = await stack.database.dumpDataDir('none');
  await stack.close();
  // the workers inherit this process's environment, and one of their tests has no settings
  for (const name of Object.keys(stack.settings)) delete process.env[name];
  const file = join(folder, 'team.tar');
  writeFileSync(file, new Uint8Array(await dump.arrayBuffer()));
  project.provide('teamDatabase', file);
  return () => rmSync(folder, { recursive: true });
}
