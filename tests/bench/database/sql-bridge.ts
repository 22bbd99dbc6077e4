import { randomUUID } from 'node:crypto';
import { neonConfig } from '@neondatabase/serverless';
import type pg from 'pg';
import { connectDatabase, type Database } from '#db/client';
import type { Query, QueryResult, SqlRequest } from '../../../local/sql/requests.ts';
import { readSqlRequest } from '../../../local/sql/requests.ts';

/** Runs what one HTTP request of the Neon driver asks for. */
export type Run = (request: SqlRequest) => Promise<QueryResult[]>;

const runs = new Map<string, Run>();

/**
 * The product's own database object, on any Postgres: what its driver would post to Neon is answered in this process.
 * Nothing else in this process may talk to Neon.
 */
export function bridgeTo(run: Run): Database {
  const name = randomUUID();
  runs.set(name, run);
  neonConfig.fetchFunction = answer;
  return connectDatabase(`postgresql://bench:bench@localhost/${name}`);
}

async function answer(_url: string, { body, headers }: { body: string; headers: Record<string, string> }) {
  const sent = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const run = runs.get(new URL(sent['neon-connection-string'] ?? '').pathname.slice(1));
  if (!run) throw new Error('No database of this bench');
  const request = readSqlRequest(body, sent);
  try {
    const results = await run(request);
    return Response.json(request.kind === 'batch' ? { results } : results[0]);
  } catch (error) {
    const { message, code } = error as pg.DatabaseError;
    return Response.json({ message, code }, { status: 400 });
  }
}

/** As Neon does it: one statement alone, several in a transaction. */
export function runOn(client: pg.Client): Run {
  return async (request) => {
    if (request.kind === 'query') return [await runQuery(client, request.query)];
    await client.query(request.begin);
    try {
      const results: QueryResult[] = [];
      for (const query of request.queries) results.push(await runQuery(client, query));
      await client.query('commit');
      return results;
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  };
}

/** Values stay text, as they travel to the driver. */
export async function runQuery(client: pg.Client, { query, params }: Query): Promise<QueryResult> {
  const { command, rowCount, fields, rows } = await client.query<(string | null)[]>({
    text: query,
    values: params,
    rowMode: 'array',
    types: { getTypeParser: () => (value: string | null) => value },
  });
  return { command, rowCount, fields, rows, rowAsArray: true };
}
