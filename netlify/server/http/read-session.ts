import { getCookieCache, getSessionCookie } from 'better-auth/cookies';
import { AppError } from '#lib/errors';
import { SESSION_CACHE, sessionCookies } from '../auth.ts';
import type { Deps } from '../deps.ts';
import type { Env } from '../env.ts';

interface Session {
  userId: string;
  /** Set-Cookie lines that renew the signed copy of the session. */
  cookies: string[];
}

/** Whose session this is: from the signed copy in the cookie alone while that is fresh, else from the database. */
export async function readSession({ auth, env }: Deps, request: Request): Promise<Session> {
  const userId = checkedBefore(request.headers) ?? (await checkCopy(env, request.headers));
  if (userId) return { userId, cookies: [] };
  const { response, headers } = await auth.api.getSession({ headers: request.headers, returnHeaders: true });
  if (!response) throw new AppError('unauthenticated', 'Sign in first');
  return { userId: response.user.id, cookies: headers.getSetCookie() };
}

/** Cookie headers whose signatures were found good, with the moment until which their copy counts. Milliseconds. */
const checked = new Map<string, { userId: string; until: number }>();
const CHECKED_MAX = 2_000;

/** Checking a signature takes two turns of the thread pool, 0.5 ms; the same header needs it once. */
function checkedBefore(headers: Headers): string | null {
  const found = checked.get(headers.get('cookie') ?? '');
  return found && found.until > Date.now() ? found.userId : null;
}

/** The copy counts only beside the cookie of the session that it is a copy of; anything odd is left to Better Auth. */
async function checkCopy(env: Env, headers: Headers): Promise<string | null> {
  const cookies = sessionCookies(env);
  const copy = await getCookieCache(headers, cookies).catch(() => null);
  const token = copy && getSessionCookie(headers, cookies);
  if (!copy || !token?.startsWith(`${copy.session.token}.`)) return null;
  remember(headers.get('cookie') ?? '', copy.user.id, copy.updatedAt + SESSION_CACHE * 1_000);
  return copy.user.id;
}

function remember(header: string, userId: string, until: number): void {
  const [oldest] = checked.keys();
  if (oldest !== undefined && checked.size >= CHECKED_MAX) checked.delete(oldest);
  checked.set(header, { userId, until });
}
