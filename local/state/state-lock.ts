import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** Null when nobody holds the lock, else the process that does. */
export function holderOf(file: string): number | null {
  const [pid = '', startedAt = ''] = read(file).split(' ');
  // a number that was given to another process since, as after a restart of the machine, is no holder
  return pid !== '' && isAlive(Number(pid)) && startTimeOf(Number(pid)) === startedAt ? Number(pid) : null;
}

/** False when a living process holds the lock; a dead one's is taken over. */
export function takeLock(file: string): boolean {
  if (holderOf(file) !== null) return false;
  rmSync(file, { force: true });
  try {
    writeFileSync(file, `${process.pid} ${startTimeOf(process.pid)}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

export function releaseLock(file: string): void {
  rmSync(file, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Only Linux tells it in a file; elsewhere the number alone has to do. */
function startTimeOf(pid: number): string {
  const [, afterName = ''] = read(`/proc/${pid}/stat`).split(') ');
  return afterName.split(' ')[19] ?? '';
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
