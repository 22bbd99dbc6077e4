import { neon, neonConfig } from '@neondatabase/serverless';
import { drizzle, type NeonHttpDatabase } from 'drizzle-orm/neon-http';
import * as schema from './schema.ts';

export type Database = NeonHttpDatabase<typeof schema>;

const isLoopback = (host: string) => host === 'localhost' || host === '127.0.0.1';

const endpointOfNeon = neonConfig.fetchEndpoint;

// a loopback host is the local stack, which answers SQL over plain HTTP
neonConfig.fetchEndpoint = (host, port, options) => {
  if (isLoopback(host)) return `http://${host}:${port}/sql`;
  return typeof endpointOfNeon === 'string' ? endpointOfNeon : endpointOfNeon(host, port, options);
};

/** The one driver: each query is one HTTP request. There are no interactive transactions, only single statements and batches. */
export function connectDatabase(url: string): Database {
  return drizzle({ client: neon(url), schema, casing: 'snake_case' });
}
