import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { emptyStateDirectory, openStateDirectory } from '../../../local/state/state-directory.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'team-chat-state-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('secrets are made once and only their owner may read them', () => {
  const first = openStateDirectory(directory);
  first.release();
  const second = openStateDirectory(directory);
  second.release();

  expect(second.secrets).toEqual(first.secrets);
  expect(new Set(Object.values(first.secrets)).size).toBe(Object.keys(first.secrets).length);
  expect(statSync(join(directory, 'secrets.json')).mode & 0o777).toBe(0o600);
});

test('a directory in use is refused, and free again after', () => {
  const held = openStateDirectory(directory);

  expect(() => openStateDirectory(directory)).toThrow(
    `${directory} is in use by process ${process.pid}: stop it, or set LOCAL_STATE_DIR to another directory`,
  );
  held.release();
  openStateDirectory(directory).release();
});

test("a dead process's lock is taken over", async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await once(child, 'spawn');
  writeFileSync(join(directory, 'lock'), `${child.pid} `);
  child.kill('SIGKILL');
  await once(child, 'exit');

  openStateDirectory(directory).release();
});

test('a number that another process has now is no lock', () => {
  writeFileSync(join(directory, 'lock'), `${process.pid} 1`);

  openStateDirectory(directory).release();
});

test('emptying removes what is ours and nothing else', () => {
  openStateDirectory(directory).release();
  mkdirSync(join(directory, 'database'));
  writeFileSync(join(directory, 'notes.txt'), 'mine');

  expect(emptyStateDirectory(directory)).toBe(true);

  expect(readdirSync(directory)).toEqual(['notes.txt']);
});

test('emptying an empty one leaves no directory, and again does nothing', () => {
  openStateDirectory(directory).release();

  expect(emptyStateDirectory(directory)).toBe(true);
  expect(existsSync(directory)).toBe(false);
  expect(emptyStateDirectory(directory)).toBe(false);
});

test('a directory that is not ours, or in use, is not emptied', () => {
  mkdirSync(join(directory, 'database'));
  expect(() => emptyStateDirectory(directory)).toThrow('check LOCAL_STATE_DIR');

  const held = openStateDirectory(directory);
  expect(() => emptyStateDirectory(directory)).toThrow('is in use by process');
  held.release();
  expect(existsSync(join(directory, 'database'))).toBe(true);
});

test('a database whose first start was interrupted is dropped, a finished one is kept', () => {
  const database = join(directory, 'database');
  const state = openStateDirectory(directory);
  mkdirSync(database);

  state.dropUnfinished();
  expect(existsSync(database)).toBe(false);

  mkdirSync(database);
  state.markFinished();
  state.dropUnfinished();
  expect(existsSync(database)).toBe(true);
  state.release();
});
