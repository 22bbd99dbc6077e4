import type Pusher from 'pusher';
import { connectDatabase, type Database } from '#db/client';
import { connectPusher } from '#lib/pusher-server';
import { type Auth, createAuth } from './auth.ts';
import { type Env, readEnv } from './env.ts';
import { theWeb, type Web } from './previews/web.ts';

/** What use-cases reach the world with. */
export interface Deps {
  env: Env;
  db: Database;
  pusher: Pusher;
  auth: Auth;
  /** Where links lead. */
  web: Web;
}

/** Who asks: always the session's user, never something the request says. */
export interface Actor {
  userId: string;
}

function connect(): Deps {
  const env = readEnv(process.env);
  const db = connectDatabase(env.DATABASE_URL);
  const pusher = connectPusher({
    appId: env.PUSHER_APP_ID,
    key: env.PUSHER_KEY,
    secret: env.PUSHER_SECRET,
    cluster: env.PUSHER_CLUSTER,
    host: env.PUSHER_HOST,
    port: env.PUSHER_PORT,
  });
  return { env, db, pusher, auth: createAuth(db, env), web: theWeb };
}

let connected: Deps | undefined;

/**
 * One set a process: a warm function keeps its connections.
 * @throws SettingsError naming every setting that is missing; the next call looks again.
 */
export function getDeps(): Deps {
  connected ??= connect();
  return connected;
}
