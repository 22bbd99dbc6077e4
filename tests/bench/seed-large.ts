/**
 * `npm run seed:large`: 200 channels and 1,000,000 messages in the database of DATABASE_URL, or in a Postgres of its own
 * that `npm run bench` finds again. The same ones every time.
 */
import { LocalError } from '#local/local-error';
import { openLargeDatabase } from './database/large-database.ts';
import { largeTeamOf } from './database/large-team.ts';
import { seedLarge } from './database/seed-large.ts';
import { LARGE } from './limits.ts';

const start = performance.now();
try {
  const database = await openLargeDatabase();
  try {
    const client = await database.connect();
    const isNew = await seedLarge(client, largeTeamOf(LARGE.seed, LARGE.messages), LARGE.mark, console.log);
    const what = `${LARGE.messages.toLocaleString('en')} messages`;
    console.log(
      isNew ? `${what} in ${Math.round((performance.now() - start) / 1000)} s` : `${what} are there already`,
    );
    console.log(database.name);
  } finally {
    await database.close();
  }
} catch (error) {
  console.error(error instanceof LocalError ? error.message : error);
  process.exitCode = 1;
}
