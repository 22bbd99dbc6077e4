import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { LocalError } from '#local/local-error';
import { findPostgres, type PostgresServer, startPostgres } from '../postgres-server.ts';

const DIRECTORY = join(tmpdir(), 'team-chat-large');
const DATABASE = 'large';
// what a small paid Postgres has; the rest is as Postgres comes
const SETTINGS = [
  'shared_buffers=512MB',
  'effective_cache_size=1GB',
  'maintenance_work_mem=512MB',
  'max_wal_size=4GB',
  'synchronous_commit=off',
];

export interface LargeDatabase {
  /** For the report: which Postgres, and where. */
  name: string;
  connect(): Promise<pg.Client>;
  /** Another database of the same server, empty at first. */
  connectEmpty(): Promise<pg.Client>;
  /** The same one again, with what is in it by now. */
  reconnectEmpty(): Promise<pg.Client>;
  close(): Promise<void>;
}

/** The database that DATABASE_URL names, or one of a Postgres of our own whose data outlives this process. */
export async function openLargeDatabase(): Promise<LargeDatabase> {
  const url = process.env.DATABASE_URL;
  if (url) {
    const { host, pathname } = new URL(url);
    return databaseOf(`${host}${pathname}`, { connectionString: url }, pathname.slice(1), async () => {});
  }
  const server = await startOwn();
  await createDatabase(server.connection, 'postgres', DATABASE);
  const name = `Postgres ${server.version} in ${DIRECTORY}`;
  return databaseOf(name, { ...server.connection, database: DATABASE }, DATABASE, server.stop);
}

async function databaseOf(
  name: string,
  config: pg.ClientConfig,
  database: string,
  stop: () => Promise<void>,
): Promise<LargeDatabase> {
  const clients: pg.Client[] = [];
  const empty = `${database}_empty`;

  async function connect(to = config): Promise<pg.Client> {
    const client = new pg.Client(to);
    await client.connect();
    clients.push(client);
    return client;
  }
  async function connectEmpty(): Promise<pg.Client> {
    const admin = await connect();
    await admin.query(`drop database if exists ${pg.escapeIdentifier(empty)}`);
    await admin.query(`create database ${pg.escapeIdentifier(empty)}`);
    return reconnectEmpty();
  }
  const reconnectEmpty = () => connect(configFor(config, empty));
  async function close(): Promise<void> {
    for (const client of clients) await client.end();
    await stop();
  }
  return { name, connect: () => connect(), connectEmpty, reconnectEmpty, close };
}

function configFor(config: pg.ClientConfig, database: string): pg.ClientConfig {
  if (!config.connectionString) return { ...config, database };
  const url = new URL(config.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.href };
}

async function startOwn(): Promise<PostgresServer> {
  const binaries = findPostgres();
  if (!binaries) {
    throw new LocalError(
      'There is no Postgres on this machine: apt-get install postgresql-15, or set DATABASE_URL to one that may be filled',
    );
  }
  mkdirSync(DIRECTORY, { recursive: true });
  return startPostgres(binaries, DIRECTORY, SETTINGS).catch((error) => {
    throw new LocalError(
      `Postgres does not start in ${DIRECTORY} (${error}): if another run uses it, wait for its end; else delete the directory`,
    );
  });
}

async function createDatabase(
  connection: PostgresServer['connection'],
  admin: string,
  name: string,
): Promise<void> {
  const client = new pg.Client({ ...connection, database: admin });
  await client.connect();
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  await client.end();
}
