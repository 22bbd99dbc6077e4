import { z } from 'zod';

const LOCAL_APP = { appId: '1', key: 'local-key', secret: 'local-secret' } as const;

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

const Settings = z.object({
  // only a number survives Pusher.forURL
  PUSHER_APP_ID: z.string().regex(/^\d+$/, 'must be a number').default(LOCAL_APP.appId),
  PUSHER_KEY: z.string().default(LOCAL_APP.key),
  PUSHER_SECRET: z.string().default(LOCAL_APP.secret),
  HOST: z
    .string()
    .regex(LOOPBACK, 'must be a loopback address such as 127.0.0.1: this server is for this machine only')
    .default('127.0.0.1'),
  PORT: z.coerce
    .number('must be a port number')
    .int('must be a port number')
    .min(0, 'must be a port number')
    .max(65_535, 'must be a port number')
    .default(6001),
});
export type StandaloneSettings = z.infer<typeof Settings>;

/** The settings, or one sentence for each that is wrong. */
export function parseSettings(environment: NodeJS.ProcessEnv): StandaloneSettings | string {
  const given = Object.entries(environment).filter(([, value]) => value !== '');
  const { data, error } = Settings.safeParse(Object.fromEntries(given));
  return data ?? error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`).join('\n');
}
