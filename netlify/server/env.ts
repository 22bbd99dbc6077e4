import { z } from 'zod';
import { TEAM_CHANNEL } from '#lib/contracts/realtime';

/** Everything the functions are told from outside. `.env.example` explains each one. */
const Env = z.object({
  DATABASE_URL: z.string().min(1),
  PUSHER_APP_ID: z.string().min(1),
  PUSHER_KEY: z.string().min(1),
  PUSHER_SECRET: z.string().min(1),
  PUSHER_CLUSTER: z.string().min(1),
  /** Set by the local stack alone: where its Pusher-protocol server listens. */
  PUSHER_HOST: z.string().optional(),
  PUSHER_PORT: z.coerce.number().int().optional(),
  PUSHER_TEAM_CHANNEL: z
    .string()
    .regex(/^(?:private-)?[A-Za-z0-9_\-=@,.;]{1,150}$/)
    .default(TEAM_CHANNEL),
  BETTER_AUTH_SECRET: z.string().min(32),
  /** Where the site is; Netlify sets it. */
  URL: z.url(),
  ALLOWED_EMAIL_DOMAINS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    ),
  /** Sign-in attempts of one address in a minute. */
  SIGN_IN_LIMIT: z.coerce.number().int().positive().default(10),
});
export type Env = z.infer<typeof Env>;

/** A setting is missing or unusable. The message names every one of them, and no value. */
export class SettingsError extends Error {}

export function readEnv(source: NodeJS.ProcessEnv): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = Env.safeParse({
    ...given,
    DATABASE_URL: given.DATABASE_URL ?? given.NETLIFY_DB_URL ?? given.NETLIFY_DATABASE_URL,
  });
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
  throw new SettingsError(`Missing or unusable settings: ${names.join(', ')}`);
}
