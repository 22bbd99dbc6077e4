import { fileURLToPath } from 'node:url';
import { migrate } from 'drizzle-orm/neon-http/migrator';
import { connectDatabase } from './client.ts';

/** Brings the database up to the newest migration; nothing happens when it is there already. */
export async function applyMigrations(databaseUrl: string): Promise<void> {
  const migrationsFolder = fileURLToPath(new URL('./migrations', import.meta.url));
  await migrate(connectDatabase(databaseUrl), { migrationsFolder });
}
