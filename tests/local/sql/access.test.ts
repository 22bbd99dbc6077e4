import { neonConfig } from '@neondatabase/serverless';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isLoopback } from '../../../local/sql/access.ts';
import { connect, openSql, type Sql } from './open-sql.ts';

let sql: Sql;

beforeAll(async () => {
  sql = await openSql();
  neonConfig.fetchEndpoint = sql.endpointUrl;
  await connect(sql)`create table kept (id int)`;
}, 60_000);

afterAll(() => sql.close());

const drop = { query: 'drop table kept' };

function post(headers: Record<string, string>, body = JSON.stringify(drop)) {
  return fetch(sql.endpointUrl, { method: 'POST', headers, body });
}

const withToken = () => ({ 'Neon-Connection-String': sql.url });

test.each([
  ['no token', () => ({}), 401],
  ['no password', () => ({ 'Neon-Connection-String': 'postgresql://someone@127.0.0.1/x' }), 401],
  ['another password', () => ({ 'Neon-Connection-String': sql.url.replace('a-token', 'b-token') }), 401],
  ['a shorter password', () => ({ 'Neon-Connection-String': sql.url.replace('a-token', 'a') }), 401],
  ['an undecodable password', () => ({ 'Neon-Connection-String': 'postgresql://a:%E0%A4%A@h/d' }), 401],
  ['no connection string', () => ({ 'Neon-Connection-String': 'a-token' }), 401],
  ['an Origin', () => ({ ...withToken(), Origin: 'http://localhost:8888' }), 403],
  ['an Origin of null', () => ({ ...withToken(), Origin: 'null' }), 403],
])('a request with %s is refused and runs nothing', async (_what, headers, status) => {
  const before = sql.endpoint.counts.requests;

  const response = await post(headers());

  expect(response.status).toBe(status);
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  expect(sql.endpoint.counts.requests).toBe(before);
  await expect(sql.database.query('select * from kept')).resolves.toBeDefined();
});

test.each(['GET', 'OPTIONS', 'PUT'])('%s is refused', async (method) => {
  const response = await fetch(sql.endpointUrl, { method, headers: withToken() });

  expect(response.status).toBe(405);
  expect(response.headers.get('access-control-allow-methods')).toBeNull();
});

test.each([
  ['no JSON', 'select 1'],
  ['another shape', '{"sql":"select 1"}'],
  ['a parameter that is no text', '{"query":"select $1","params":[{"a":1}]}'],
])('a body with %s is a 400', async (_what, body) => {
  expect((await post(withToken(), body)).status).toBe(400);
});

test('an unknown isolation level is a 400', async () => {
  const headers = { ...withToken(), 'Neon-Batch-Isolation-Level': 'Serializable; drop table kept' };

  expect((await post(headers, '{"queries":[]}')).status).toBe(400);
});

test('other paths are left to others', async () => {
  expect((await fetch(`${sql.endpointUrl}ite`, { method: 'POST' })).status).toBe(404);
});

test.each([
  ['127.0.0.1', true],
  ['127.8.9.1', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['10.0.0.1', false],
  ['::ffff:10.0.0.1', false],
  ['127.0.0.1.example.com', false],
  [undefined, false],
])('%s is loopback: %s', (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});
