import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError } from 'better-auth/api';
import { betterAuth } from 'better-auth/minimal';
import type { Database } from '#db/client';
import { isTeamEmpty, joinDefaultChannels } from '#db/queries/people';
import * as schema from '#db/schema';
import { PersonName } from '#lib/contracts/people';
import { PASSWORD_MIN } from '#lib/limits';
import type { Env } from './env.ts';

/** Seconds for which a signed cookie stands for the session row, so that a request costs no look-up. A sign-out elsewhere is noticed after that. */
export const SESSION_CACHE = 5 * 60;
const SESSION_LIFE = 30 * 24 * 60 * 60;

/** How the cookies of a session are named and signed. */
export function sessionCookies(env: Env) {
  const { protocol, port } = new URL(env.URL);
  // cookies know hosts but not ports: two instances on one machine would sign each other out
  const cookiePrefix = port ? `team-chat-${port}` : 'team-chat';
  return { secret: env.BETTER_AUTH_SECRET, cookiePrefix, isSecure: protocol === 'https:' };
}

/** E-mail and password, sessions in cookies. Better Auth does all of it; here is only what this team wants of it. */
export function createAuth(db: Database, env: Env) {
  const { secret, cookiePrefix, isSecure } = sessionCookies(env);
  return betterAuth({
    appName: 'Team Chat',
    baseURL: env.URL,
    basePath: '/api/auth',
    secret,
    telemetry: { enabled: false },
    database: drizzleAdapter(db, { provider: 'pg', usePlural: true, schema }),
    // a page may always talk to the host it came from: deploy previews have one of their own
    trustedOrigins: (request) => (request ? [new URL(request.url).origin] : []),
    emailAndPassword: { enabled: true, minPasswordLength: PASSWORD_MIN },
    user: {
      additionalFields: { role: { type: 'string', input: false, defaultValue: 'member' } },
    },
    session: { expiresIn: SESSION_LIFE, cookieCache: { enabled: true, maxAge: SESSION_CACHE } },
    rateLimit: {
      enabled: true,
      storage: 'database',
      customRules: {
        '/sign-in/email': { window: 60, max: env.SIGN_IN_LIMIT },
        '/sign-up/email': { window: 60, max: env.SIGN_IN_LIMIT },
        // asked for by every page that opens; reads nothing that is worth guessing at
        '/get-session': false,
      },
    },
    advanced: {
      // said aloud, because Better Auth leaves both checks out under a test runner
      disableOriginCheck: false,
      disableCSRFCheck: false,
      database: { generateId: 'uuid' },
      ipAddress: { ipAddressHeaders: ['x-nf-client-connection-ip'] },
      useSecureCookies: isSecure,
      cookiePrefix,
    },
    databaseHooks: {
      user: {
        create: {
          before: async (user) => {
            const role = await roleOfNewcomer(db, env, user.email);
            return { data: { ...user, role, name: nameOfNewcomer(user.name), image: null } };
          },
          after: (user) => joinDefaultChannels(db, user.id),
        },
      },
    },
  });
}
export type Auth = ReturnType<typeof createAuth>;

/** A name stands at the start of every message: it has to be there, on one line, and not turn what follows around. */
function nameOfNewcomer(given: string): string {
  const name = PersonName.safeParse(given);
  if (name.success) return name.data;
  throw new APIError('BAD_REQUEST', {
    code: 'INVALID_NAME',
    message: `Name: ${name.error.issues[0]?.message}`,
  });
}

/** Who signs up first owns the team; after that only the allowed e-mail domains may. */
async function roleOfNewcomer(db: Database, env: Env, email: string): Promise<'owner' | 'member'> {
  if (await isTeamEmpty(db)) return 'owner';
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  if (env.ALLOWED_EMAIL_DOMAINS.includes(domain)) return 'member';
  throw new APIError('FORBIDDEN', {
    code: 'SIGN_UP_CLOSED',
    message: 'Sign-up is closed: ask a member to let you in',
  });
}
