import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';

/** What the Neon driver posts: it has turned every parameter into text (or null) before. */
const Param = z.union([z.string(), z.null(), z.number().transform(String), z.boolean().transform(String)]);
const Query = z.object({ query: z.string(), params: z.array(Param).default([]) });
const Body = z.union([Query, z.object({ queries: z.array(Query) })]);

export type Query = z.infer<typeof Query>;

export type SqlRequest = { kind: 'query'; query: Query } | { kind: 'batch'; begin: string; queries: Query[] };

interface Field {
  name: string;
  tableID: number;
  columnID: number;
  dataTypeID: number;
  dataTypeSize: number;
  dataTypeModifier: number;
  format: string;
}

/** What the Neon driver reads; values stay text, the driver parses them by `dataTypeID`. */
export interface QueryResult {
  command: string | null;
  rowCount: number | null;
  fields: Field[];
  rows: (string | null)[][];
  rowAsArray: true;
}

const ISOLATION_LEVELS = new Map([
  ['ReadUncommitted', 'READ UNCOMMITTED'],
  ['ReadCommitted', 'READ COMMITTED'],
  ['RepeatableRead', 'REPEATABLE READ'],
  ['Serializable', 'SERIALIZABLE'],
]);

export function readSqlRequest(text: string, headers: IncomingHttpHeaders): SqlRequest {
  const body = Body.parse(JSON.parse(text));
  if ('query' in body) return { kind: 'query', query: body };
  return { kind: 'batch', begin: beginStatement(headers), queries: body.queries };
}

function beginStatement(headers: IncomingHttpHeaders): string {
  const modes = [
    isolationLevel(headers['neon-batch-isolation-level']),
    flag(headers['neon-batch-read-only'], 'READ ONLY', 'READ WRITE'),
    flag(headers['neon-batch-deferrable'], 'DEFERRABLE', 'NOT DEFERRABLE'),
  ];
  return ['BEGIN', modes.filter((mode) => mode !== '').join(', ')].join(' ').trim();
}

function isolationLevel(name: string | string[] | undefined): string {
  if (name === undefined) return '';
  const level = ISOLATION_LEVELS.get(String(name));
  if (level === undefined) throw new Error(`Unknown isolation level ${name}`);
  return `ISOLATION LEVEL ${level}`;
}

function flag(value: string | string[] | undefined, on: string, off: string): string {
  if (value === undefined) return '';
  return value === 'true' ? on : off;
}
