import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory for the data of this process, gone when it ends. */
export function scratchDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'team-chat-bench-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
