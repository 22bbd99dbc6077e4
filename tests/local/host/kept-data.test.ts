import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { neon, neonConfig } from '@neondatabase/serverless';
import { expect, test } from 'vitest';
import { openStack, type StackSettings } from '../../../local/stack.ts';

neonConfig.fetchEndpoint = (host, port) => `http://${host}:${port}/sql`;

const fill = async ({ DATABASE_URL }: StackSettings) => {
  await neon(DATABASE_URL)`create table if not exists visits (at timestamptz not null default now())`;
};
const fail = async (settings: StackSettings) => {
  await fill(settings);
  throw new Error('interrupted');
};

test('data outlives a restart, but not a first start that was interrupted', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'team-chat-kept-'));
  const open = (prepare: typeof fill) =>
    openStack({ port: 0, stateDir, page: 'none', functions: false, prepare });
  await expect(open(fail)).rejects.toThrow('interrupted');

  const first = await open(async (settings) => {
    const found = await neon(settings.DATABASE_URL)`select to_regclass('visits') as table`;
    expect(found).toEqual([{ table: null }]);
    await fill(settings);
  });
  await neon(first.settings.DATABASE_URL)`insert into visits default values`;
  await first.close();

  const second = await open(fill);
  expect(await neon(second.settings.DATABASE_URL)`select count(*)::int as n from visits`).toEqual([{ n: 1 }]);
  await second.close();
  rmSync(stateDir, { recursive: true });
});
