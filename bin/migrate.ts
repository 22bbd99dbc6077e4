/** `npm run db:migrate`: brings the database of DATABASE_URL (or of .env) up to date. */
import { existsSync } from 'node:fs';
import { applyMigrations } from '../db/migrate.ts';

if (existsSync('.env')) process.loadEnvFile('.env');
const url = process.env.DATABASE_URL ?? process.env.NETLIFY_DB_URL ?? process.env.NETLIFY_DATABASE_URL;
if (!url) {
  console.error('Set DATABASE_URL to the connection string of the database.');
  process.exit(1);
}
await applyMigrations(url);
console.log('The database is up to date.');
