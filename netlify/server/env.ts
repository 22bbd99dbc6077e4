import * as z from 'zod/mini';
import { TEAM_CHANNEL } from '#lib/contracts/realtime';

const Filled = z.string().check(z.minLength(1));

/** Everything the functions are told from outside. `.env.example` explains each one. */
const Env = z.object({
  DATABASE_URL: Filled,
  PUSHER_APP_ID: Filled,
  PUSHER_KEY: Filled,
  PUSHER_SECRET: Filled,
  PUSHER_CLUSTER: Filled,
  /** Set by the local stack alone: where its Pusher-protocol server listens. */
  PUSHER_HOST: z.optional(z.string()),
  PUSHER_PORT: z.optional(z.coerce.number().check(z.int())),
  PUSHER_TEAM_CHANNEL: z._default(
    z.string().check(z.regex(/^(?:private-)?[A-Za-z0-9_\-=@,.;]{1,150}$/)),
    TEAM_CHANNEL,
  ),
  BETTER_AUTH_SECRET: z.string().check(z.minLength(32)),
  /** Where the site is; Netlify sets it. */
  URL: z.url(),
  ALLOWED_EMAIL_DOMAINS: z.pipe(
    z._default(z.string(), ''),
    z.transform((list) =>
      list
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    ),
  ),
  /** Sign-in attempts of one address in a minute. */
  SIGN_IN_LIMIT: z._default(z.coerce.number().check(z.int(), z.positive()), 10),
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
