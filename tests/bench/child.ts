/** Everything that is measured runs in a process of its own: neither the others nor the measuring gets in its way. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { z } from 'zod';

export interface Child<Report> {
  report: Report;
  stop(): Promise<void>;
}

/**
 * Starts `children/<name>.ts` and waits for the one thing it has to report.
 * BENCH_PROFILE names a directory that gets a CPU profile of each child.
 */
export async function startChild<Report>(
  name: string,
  contract: z.ZodType<Report>,
  env: NodeJS.ProcessEnv = {},
): Promise<Child<Report>> {
  const profile = process.env.BENCH_PROFILE;
  const child = fork(join(import.meta.dirname, `children/${name}.ts`), {
    // what functions log goes nowhere, errors are to be seen
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
    execArgv: profile
      ? ['--cpu-prof', `--cpu-prof-dir=${profile}`, `--cpu-prof-name=${name}.cpuprofile`]
      : [],
  });
  const exited = once(child, 'exit');
  const failed = exited.then(([code]) => Promise.reject(new Error(`${name} ended with code ${code}`)));
  const [message] = await Promise.race([once(child, 'message'), failed]);
  failed.catch(() => {});

  async function stop(): Promise<void> {
    if (child.connected) child.disconnect();
    await exited;
  }
  return { report: contract.parse(message), stop };
}
