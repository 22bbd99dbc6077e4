import type { IncomingMessage, ServerResponse } from 'node:http';
import { type PGlite, protocol } from '@electric-sql/pglite';
import { type Faults, LostConnection } from '../faults/faults.ts';
import { readBody } from '../read-body.ts';
import { refusalOf } from './access.ts';
import { readSqlRequest, type SqlRequest } from './requests.ts';
import { createSqlSession } from './session.ts';
import { disturb, disturbAnswer } from './sql-faults.ts';

// where the Neon driver sends its queries
const SQL_PATH = '/sql';
// what Neon takes in one request
const BODY_MAX_BYTES = 64 * 1024 * 1024;

export interface SqlEndpoint {
  /** False when the path is someone else's. */
  handleRequest(req: IncomingMessage, res: ServerResponse): boolean;
  /** A test can count that one send is one request. */
  readonly counts: { requests: number; statements: number };
}

interface Answer {
  status: number;
  body: object;
}

const UNAVAILABLE: Answer = { status: 503, body: { message: 'The database is out of reach' } };

/** Neon's SQL over HTTP, answered by the embedded Postgres. */
export function createSqlEndpoint(options: { database: PGlite; token: string; faults: Faults }): SqlEndpoint {
  const { faults } = options;
  const session = createSqlSession(options.database);
  const counts = { requests: 0, statements: 0 };

  function handleRequest(req: IncomingMessage, res: ServerResponse): boolean {
    if (req.url !== SQL_PATH && !req.url?.startsWith(`${SQL_PATH}?`)) return false;
    void answer(req).then((given) => {
      if (given) send(res, given);
      else req.socket.destroy();
    });
    return true;
  }

  /** Null: the connection breaks instead. */
  async function answer(req: IncomingMessage): Promise<Answer | null> {
    try {
      const refusal = refusalOf(req, options.token);
      if (refusal) return { status: refusal.status, body: { message: refusal.message } };
      const request = readSqlRequest(String(await readBody(req, BODY_MAX_BYTES)), req.headers);
      if (faults.plan.sql && (await disturb(faults, req))) return UNAVAILABLE;
      const body = await run(request);
      if (faults.plan.sql) disturbAnswer(faults);
      return { status: 200, body };
    } catch (error) {
      if (error instanceof LostConnection) return null;
      return { status: 400, body: describeError(error) };
    }
  }

  async function run(request: SqlRequest): Promise<object> {
    counts.requests += 1;
    counts.statements += request.kind === 'batch' ? request.queries.length : 1;
    const results = await session.run(request);
    return request.kind === 'batch' ? { results } : (results[0] ?? {});
  }

  return { handleRequest, counts };
}

function send(res: ServerResponse, { status, body }: Answer): void {
  const json = Buffer.from(JSON.stringify(body));
  res.writeHead(status, { 'content-type': 'application/json', 'content-length': json.length }).end(json);
}

// the driver reads `message` and Postgres' own fields from the body of a 400, by these names
function describeError(error: unknown): object {
  if (error instanceof protocol.messages.DatabaseError) {
    const { name: _, length: __, ...fields } = error;
    return { ...fields, message: error.message };
  }
  return { message: error instanceof Error ? error.message : String(error) };
}
