import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { LocalError } from '../local-error.ts';
import { keepSecrets, makeSecrets, type Secrets } from './secrets.ts';
import { holderOf, releaseLock, takeLock } from './state-lock.ts';

export interface StateDirectory {
  secrets: Secrets;
  /** Null: in memory. */
  databaseDirectory: string | null;
  blobsDirectory: string;
  /** Removes a database whose first start was interrupted: it may be half made, and nobody has worked with it. */
  dropUnfinished(): void;
  markFinished(): void;
  release(): void;
}

const LOCK = 'lock';
const SECRETS = 'secrets.json';
const DATABASE = 'database';
const BLOBS = 'blobs';
const FINISHED = 'finished';
const OURS = [DATABASE, BLOBS, SECRETS, FINISHED, LOCK];

/** Data of one local stack; two processes in one database directory would destroy it. */
export function openStateDirectory(path: string): StateDirectory {
  const directory = resolve(path);
  mkdirSync(directory, { recursive: true });
  const lock = join(directory, LOCK);
  if (!takeLock(lock)) throw new LocalError(inUse(path, holderOf(lock)));
  const databaseDirectory = join(directory, DATABASE);
  const finished = join(directory, FINISHED);
  return {
    secrets: keepSecrets(join(directory, SECRETS)),
    databaseDirectory,
    blobsDirectory: join(directory, BLOBS),
    dropUnfinished: () => {
      if (!existsSync(finished)) rmSync(databaseDirectory, { recursive: true, force: true });
    },
    markFinished: () => writeFileSync(finished, ''),
    release: () => releaseLock(lock),
  };
}

export function openStateInMemory(): StateDirectory {
  // made with the first blob
  const blobsDirectory = join(tmpdir(), `team-chat-blobs-${randomUUID()}`);
  return {
    secrets: makeSecrets(),
    databaseDirectory: null,
    blobsDirectory,
    dropUnfinished: () => {},
    markFinished: () => {},
    release: () => rmSync(blobsDirectory, { recursive: true, force: true }),
  };
}

/** Removes what we put there and nothing else; false when there was nothing. */
export function emptyStateDirectory(path: string): boolean {
  const directory = resolve(path);
  if (!existsSync(directory)) return false;
  if (!existsSync(join(directory, SECRETS))) {
    throw new LocalError(`${path} was not made by npm start, so it is left alone: check LOCAL_STATE_DIR`);
  }
  const holder = holderOf(join(directory, LOCK));
  if (holder !== null) throw new LocalError(inUse(path, holder));

  for (const name of OURS) rmSync(join(directory, name), { recursive: true, force: true });
  if (readdirSync(directory).length === 0) rmdirSync(directory);
  return true;
}

function inUse(path: string, pid: number | null): string {
  return `${path} is in use by process ${pid}: stop it, or set LOCAL_STATE_DIR to another directory`;
}
