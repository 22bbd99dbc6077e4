import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/** What no file of the page may contain, and what it would mean. */
const SERVER_CODE: [RegExp, string][] = [
  [/createHash|createHmac/, "Node's crypto"],
  [/pusher-http-node|x-pusher-library/i, "Pusher's server SDK"],
  [/drizzle/i, 'Drizzle'],
  [/\bneon(?:database|config|-connection-string|dberror)/i, "Neon's driver"],
  [/better-auth/i, 'Better Auth'],
  [/postgres(?:ql)?:\/\//i, 'a connection string'],
  [/["'`]node:[a-z]/, 'an import of Node'],
];

const SECRET_NAME = /SECRET|TOKEN|PASSWORD|DATABASE_URL|NETLIFY_DB_URL|_KEY_PRIVATE/i;
/** Shorter values would be found by chance. */
const SECRET_MIN = 8;

/** @returns one line for each thing that is in the page and must not be */
export function findLeaks(dist: string, secrets: ReadonlyMap<string, string>): string[] {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const text = readFileSync(path, 'latin1');
    const code = SERVER_CODE.filter(([pattern]) => pattern.test(text)).map(
      ([, what]) => `${path} contains ${what}`,
    );
    const values = [...secrets].filter(([, value]) => text.includes(value));
    return [...code, ...values.map(([name]) => `${path} contains the value of ${name}`)];
  });
}

/** Every secret this machine knows: the environment, `.env`, and what the local stack made for itself. */
export function knownSecrets(root: string): Map<string, string> {
  const local = readJson(join(root, process.env.LOCAL_STATE_DIR ?? '.local', 'secrets.json'));
  const env = existsSync(join(root, '.env')) ? parseEnv(readFileSync(join(root, '.env'), 'utf8')) : {};
  const named = Object.entries({ ...process.env, ...env }).filter(([name]) => SECRET_NAME.test(name));
  const all = [...named, ...Object.entries(local)].filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].length >= SECRET_MIN,
  );
  return new Map(all);
}

function readJson(path: string): Record<string, unknown> {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
}
