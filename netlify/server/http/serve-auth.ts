import { AppError } from '#lib/errors';
import { getDeps } from '../deps.ts';
import { answerOfError } from './answers.ts';

/** Better Auth has many more; none of them is there before the product wants it and has its own rules for it. */
const SERVED = new Set(['sign-in/email', 'sign-up/email', 'sign-out', 'get-session']);

/** Better Auth answers its own paths, in its own shapes. */
export async function serveAuth(request: Request): Promise<Response> {
  try {
    const { auth } = getDeps();
    const path = new URL(request.url).pathname.replace('/api/auth/', '');
    if (!SERVED.has(path)) throw new AppError('not_found', 'There is no such address');
    return await auth.handler(request);
  } catch (error) {
    return answerOfError(error, crypto.randomUUID());
  }
}
