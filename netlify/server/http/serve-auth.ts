import { getDeps } from '../deps.ts';
import { answerOfError } from './answers.ts';

/** Better Auth answers its own paths, in its own shapes. */
export async function serveAuth(request: Request): Promise<Response> {
  try {
    return await getDeps().auth.handler(request);
  } catch (error) {
    return answerOfError(error, crypto.randomUUID());
  }
}
