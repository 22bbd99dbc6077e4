// Ours, as `npm start` runs it: functions, SQL endpoint, Pusher server and database in one process on one port.
import { join } from 'node:path';
import { applyMigrations } from '#db/migrate';
import { openStack } from '#local/stack';
import { seedDemoTeam } from '../../../local/seed/seed-demo-team.ts';
import { report } from './parent.ts';
import { scratchDirectory } from './scratch.ts';
import { addSenders } from './senders.ts';

/** One person may send 30 messages in 10 s: with these, the limit is never in the way of 1,800 a second. */
const SENDERS = 600;

const stack = await openStack({
  port: 0,
  stateDir: join(scratchDirectory(), 'state'),
  page: 'none',
  prepare: async ({ DATABASE_URL }) => {
    await applyMigrations(DATABASE_URL);
    await seedDemoTeam(DATABASE_URL);
  },
});
const { channelId, cookies } = await addSenders(stack, SENDERS);
report({ port: stack.port, settings: stack.settings, channelId, cookies }, stack.close);
