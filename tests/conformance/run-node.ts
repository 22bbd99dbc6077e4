import { spawn } from 'node:child_process';
import { once } from 'node:events';

interface RunOptions {
  cwd: string;
  env: Record<string, string>;
  timeoutMs: number;
}

/** Runs a script on this Node and resolves with what it printed, once it has ended, well or not. */
export async function runNode(args: string[], options: RunOptions): Promise<string> {
  const { cwd, env, timeoutMs } = options;
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  await once(child, 'close');
  return output;
}
