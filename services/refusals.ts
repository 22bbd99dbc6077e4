import { AppError } from '#lib/errors';
import { isSignedOut } from './catchUp.ts';

/** Whether trying again would change nothing. */
export function isRefusal(error: unknown): boolean {
  return (
    error instanceof AppError && error.status < 500 && error.code !== 'rate_limited' && !isSignedOut(error)
  );
}

/** What went wrong, as a sentence for the person. */
export function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.issues?.[0]?.message ?? error.message;
  return error instanceof Error ? error.message : 'Something went wrong';
}
