import { AppError } from '#lib/errors';
import type { Caller } from './serve.ts';

/**
 * What a page says must be said by the person it shows: the browser's cookie may have become somebody else's since.
 * @param userId as the page gave it in `field`; nothing is checked without one
 * @throws AppError forbidden, naming the field
 */
export function expectCaller(caller: Caller, field: 'senderId' | 'userId', userId: string | undefined): void {
  if (userId === undefined || userId === caller.userId) return;
  throw new AppError('forbidden', 'You are signed in as somebody else', {
    issues: [{ path: field, message: 'Not the person who is signed in' }],
  });
}
