import { LocalError } from './local-error.ts';

export interface StartOptions {
  port: number;
  stateDir: string;
  page: 'dist' | 'vite';
  /** 'real': Neon and Pusher, by the settings in the environment. */
  vendors: 'local' | 'real';
  /** Link previews reach this machine: for tests, whose sites are on it. */
  previewsLoopback: boolean;
  /** What the reader would not expect. */
  notice: string | null;
}

type Environment = Record<string, string | undefined>;

const PORT = 8888;
const STATE_DIR = '.local';
const REAL_SETTINGS = ['DATABASE_URL', 'PUSHER_APP_ID', 'PUSHER_KEY', 'PUSHER_SECRET', 'PUSHER_CLUSTER'];

export function readStartOptions(env: Environment, args: string[]): StartOptions {
  const missing = REAL_SETTINGS.filter((name) => !isSet(env, name));
  return {
    port: portOf(env.PORT),
    stateDir: stateDirOf(env),
    page: args.includes('--dev') ? 'vite' : 'dist',
    vendors: missing.length === 0 ? 'real' : 'local',
    previewsLoopback: env.LOCAL_PREVIEWS_LOOPBACK === '1',
    notice: noticeOf(missing),
  };
}

export function stateDirOf(env: Environment): string {
  return env.LOCAL_STATE_DIR || STATE_DIR;
}

function portOf(text: string | undefined): number {
  const port = Number(text || PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new LocalError(`PORT=${text} is no port`);
  return port;
}

function isSet(env: Environment, name: string): boolean {
  return Boolean(env[name] || (name === 'DATABASE_URL' && env.NETLIFY_DB_URL));
}

// someone who filled in half of .env must not take the local database for theirs
function noticeOf(missing: string[]): string | null {
  if (missing.length === 0 || missing.length === REAL_SETTINGS.length) return null;
  return `Using the local database and realtime server, because these settings are missing: ${missing.join(', ')}`;
}
