import { defineConfig } from 'drizzle-kit';

// only `npm run db:generate` reads this: it compares the schema with the migrations and needs no database
export default defineConfig({
  dialect: 'postgresql',
  schema: './db/schema/*.ts',
  out: './db/migrations',
  casing: 'snake_case',
});
