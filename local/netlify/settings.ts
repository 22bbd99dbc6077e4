/** Prints what functions need to know of the local stack, for plugin.mjs; nothing when there are settings of Neon and Pusher. */
import { LocalError } from '../local-error.ts';
import type { StackSettings } from '../stack.ts';
import { readStartOptions, type StartOptions } from '../start-options.ts';
import { openStateDirectory } from '../state/state-directory.ts';

// these two are Netlify's own business
type Settings = Omit<StackSettings, 'URL' | 'NETLIFY_BLOBS_CONTEXT'>;

try {
  const options = readStartOptions(process.env, []);
  console.log(JSON.stringify(options.vendors === 'local' ? settingsOf(options) : {}));
} catch (error) {
  console.error(error instanceof LocalError ? error.message : error);
  process.exit(1);
}

function settingsOf({ port, stateDir }: StartOptions): Settings {
  const state = openStateDirectory(stateDir);
  state.release();
  const { databaseToken, pusherAppId, pusherKey, pusherSecret, authSecret } = state.secrets;
  return {
    DATABASE_URL: `postgresql://team-chat:${databaseToken}@127.0.0.1:${port}/team_chat`,
    PUSHER_APP_ID: pusherAppId,
    PUSHER_KEY: pusherKey,
    PUSHER_SECRET: pusherSecret,
    PUSHER_CLUSTER: 'local',
    PUSHER_HOST: '127.0.0.1',
    PUSHER_PORT: String(port),
    BETTER_AUTH_SECRET: authSecret,
    SIGN_IN_LIMIT: '100000',
  };
}
