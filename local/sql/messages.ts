import { protocol } from '@electric-sql/pglite';
import type { Query, QueryResult } from './requests.ts';

type BackendMessage = Parameters<Parameters<protocol.Parser['parse']>[1]>[0];

const { serialize } = protocol;
const { CommandCompleteMessage, DatabaseError, DataRowMessage, ReadyForQueryMessage, RowDescriptionMessage } =
  protocol.messages;

/** What Postgres said to one batch of protocol messages. */
export interface Reply {
  results: QueryResult[];
  error: InstanceType<typeof DatabaseError> | null;
  idle: boolean;
}

/** Parameters and rows travel as text, as the Neon driver sends and wants them, so no type has to be asked for. */
export function runStatement(name: string, params: Query['params']): Uint8Array[] {
  return [
    serialize.bind({ statement: name, values: params }),
    serialize.describe({ type: 'P' }),
    serialize.execute(),
  ];
}

export function prepareStatement(name: string, text: string): Uint8Array {
  return serialize.parse({ name, text });
}

export function closeStatement(name: string): Uint8Array {
  return serialize.close({ type: 'S', name });
}

export function runOnce(text: string, params: Query['params'] = []): Uint8Array[] {
  return [prepareStatement('', text), ...runStatement('', params)];
}

/** One buffer, one Sync at the end: after an error Postgres skips all that is left of it. */
export function asOneMessage(messages: Uint8Array[]): Uint8Array {
  return Buffer.concat([...messages, serialize.sync()]);
}

export function readReply(messages: BackendMessage[]): Reply {
  const reply: Reply = { results: [], error: null, idle: true };
  let current = emptyResult();
  for (const message of messages) {
    if (message instanceof RowDescriptionMessage) {
      current.fields = message.fields.map((field) => ({ ...field, format: 'text' }));
    } else if (message instanceof DataRowMessage) {
      current.rows.push(message.fields);
    } else if (message instanceof CommandCompleteMessage) {
      reply.results.push({ ...current, ...readCommand(message.text) });
      current = emptyResult();
    } else if (message.name === 'emptyQuery') {
      reply.results.push(current);
      current = emptyResult();
    } else if (message instanceof DatabaseError) {
      reply.error ??= message;
    } else if (message instanceof ReadyForQueryMessage) {
      reply.idle = message.status === 'I';
    }
  }
  return reply;
}

function emptyResult(): QueryResult {
  return { command: null, rowCount: null, fields: [], rows: [], rowAsArray: true };
}

/** `INSERT 0 1` is one row of INSERT, `SELECT 3` is three rows, `CREATE TABLE` counts none. */
function readCommand(tag: string): Pick<QueryResult, 'command' | 'rowCount'> {
  const [, command, count] = /^(\w+)(?:.* (\d+))?/.exec(tag) ?? [];
  return { command: command ?? null, rowCount: count === undefined ? null : Number(count) };
}
