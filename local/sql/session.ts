import type { PGlite } from '@electric-sql/pglite';
import {
  asOneMessage,
  closeStatement,
  prepareStatement,
  type Reply,
  readReply,
  runOnce,
  runStatement,
} from './messages.ts';
import type { Query, QueryResult, SqlRequest } from './requests.ts';

export interface SqlSession {
  run(request: SqlRequest): Promise<QueryResult[]>;
}

const PREPARED_MAX = 250;
// a statement that was prepared before the schema changed, or that someone deallocated
const STALE_STATEMENT_CODES = new Set(['0A000', '26000']);
const KEEPS_THE_SCHEMA = /^\s*(?:select|insert|update|delete|with)\b/i;

/**
 * The one Postgres session behind all requests. Each request is a single call into PGlite; statements stay prepared
 * from one request to the next, since parsing takes most of the time of a short statement.
 */
export function createSqlSession(database: PGlite): SqlSession {
  const prepared = new Map<string, string>();
  let names = 0;

  async function run(request: SqlRequest): Promise<QueryResult[]> {
    const reply = await exclusively(async () => {
      const first = await attempt(request);
      return isStale(first) ? attempt(request) : first;
    });
    if (reply.error) throw reply.error;
    return request.kind === 'batch' ? reply.results.slice(1, -1) : reply.results;
  }

  async function attempt(request: SqlRequest): Promise<Reply> {
    const known = new Set(prepared.keys());
    const queries = request.kind === 'batch' ? request.queries : [request.query];
    const messages = queries.flatMap(messagesFor);
    const reply = await send(
      request.kind === 'batch' ? [...runOnce(request.begin), ...messages, ...runOnce('COMMIT')] : messages,
    );
    if (!reply.idle) await send(runOnce('ROLLBACK'));
    if (isStale(reply) || !queries.every(keepsTheSchema)) await forget([...prepared.keys()]);
    else if (reply.error) await forget([...prepared.keys()].filter((text) => !known.has(text)));
    return reply;
  }

  function messagesFor(query: Query): Uint8Array[] {
    if (!keepsTheSchema(query)) return runOnce(query.query, query.params);

    const known = prepared.get(query.query);
    if (known) return runStatement(known, query.params);

    const name = `local_${++names}`;
    prepared.set(query.query, name);
    return [...makeRoom(), prepareStatement(name, query.query), ...runStatement(name, query.params)];
  }

  function makeRoom(): Uint8Array[] {
    const [oldest] = prepared;
    if (!oldest || prepared.size <= PREPARED_MAX) return [];
    prepared.delete(oldest[0]);
    return [closeStatement(oldest[1])];
  }

  // closing a name that was never prepared is no error, so it does not matter how far a failed request came
  async function forget(texts: string[]): Promise<void> {
    const messages: Uint8Array[] = [];
    for (const text of texts) {
      messages.push(closeStatement(prepared.get(text) ?? ''));
      prepared.delete(text);
    }
    if (messages.length > 0) await send(messages);
  }

  async function send(messages: Uint8Array[]): Promise<Reply> {
    return readReply(await database.execProtocolStream(asOneMessage(messages), { throwOnError: false }));
  }

  // both locks, so that neither a query nor an open transaction of someone using `database` itself gets in between
  function exclusively<T>(work: () => Promise<T>): Promise<T> {
    return database._runExclusiveTransaction(() => database.runExclusive(work));
  }

  return { run };
}

function keepsTheSchema({ query }: Query): boolean {
  return KEEPS_THE_SCHEMA.test(query);
}

function isStale({ error }: Reply): boolean {
  return error?.code !== undefined && STALE_STATEMENT_CODES.has(error.code);
}
