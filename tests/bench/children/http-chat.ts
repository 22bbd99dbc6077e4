import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { INSERT, type Posted, valuesOf } from './messages-table.ts';

/** PGlite's and pg's way to ask. */
export interface Queryable {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** POST → one insert → tell everybody → answer. No session, no check of anything. */
export function createHttpChat(database: Queryable, tell: (message: unknown) => void): Server {
  return createServer(async (req, res) => {
    if (req.method !== 'POST') return void res.writeHead(405).end();
    const posted = (await json(req)) as Posted;
    const { rows } = await database.query(INSERT, valuesOf(posted));
    tell(rows[0]);
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(rows[0]));
  });
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
