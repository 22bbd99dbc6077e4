import { AppError } from '#lib/errors';
import type { Deps } from '../deps.ts';

interface Session {
  userId: string;
  /** Set-Cookie lines that renew the signed cache of the session. */
  cookies: string[];
}

/** Whose session this is: from the signed cookie alone while that is fresh, else from the database. */
export async function readSession({ auth }: Deps, request: Request): Promise<Session> {
  const { response, headers } = await auth.api.getSession({ headers: request.headers, returnHeaders: true });
  if (!response) throw new AppError('unauthenticated', 'Sign in first');
  return { userId: response.user.id, cookies: headers.getSetCookie() };
}
