import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LocalError } from './local-error.ts';
import { stateDirOf } from './start-options.ts';
import { emptyStateDirectory } from './state/state-directory.ts';

const env = join(import.meta.dirname, '../.env');
if (existsSync(env)) process.loadEnvFile(env);
const stateDir = stateDirOf(process.env);

try {
  console.log(emptyStateDirectory(stateDir) ? `${stateDir} is empty` : `${stateDir} was empty already`);
} catch (error) {
  console.error(error instanceof LocalError ? error.message : error);
  process.exit(1);
}
