import { createServer } from 'node:http';
import { PGlite } from '@electric-sql/pglite';
import { neon } from '@neondatabase/serverless';
import { Faults } from '../../../local/faults/faults.ts';
import { listenOnLoopback } from '../../../local/host/listen.ts';
import { createSqlEndpoint, type SqlEndpoint } from '../../../local/sql/endpoint.ts';

const TOKEN = 'a-token';

export interface Sql {
  url: string;
  endpointUrl: string;
  endpoint: SqlEndpoint;
  faults: Faults;
  database: PGlite;
  close(): Promise<void>;
}

export async function openSql(): Promise<Sql> {
  const database = await PGlite.create();
  const faults = new Faults();
  const endpoint = createSqlEndpoint({ database, token: TOKEN, faults });
  const server = createServer((req, res) => {
    if (!endpoint.handleRequest(req, res)) res.writeHead(404).end();
  });
  const { port, close } = await listenOnLoopback(server, 0);
  return {
    url: `postgresql://someone:${TOKEN}@127.0.0.1:${port}/team_chat`,
    endpointUrl: `http://127.0.0.1:${port}/sql`,
    endpoint,
    faults,
    database,
    close: async () => {
      await close();
      await database.close();
    },
  };
}

export function connect(sql: Sql) {
  return neon(sql.url, { fullResults: true });
}
