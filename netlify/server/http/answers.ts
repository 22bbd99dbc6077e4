import type * as z from 'zod/mini';
import type { ErrorBody } from '#lib/contracts/errors';
import { AppError } from '#lib/errors';
import { SettingsError } from '../env.ts';

/** What a use-case gives when the body alone does not say it all. */
export class Answer {
  readonly body: unknown;
  readonly headers: Record<string, string>;
  constructor(body: unknown, headers: Record<string, string> = {}) {
    this.body = body;
    this.headers = headers;
  }
}

const PRIVATE = { 'cache-control': 'no-store' };

/** A use-case that gives nothing is a 204; one that gives bytes makes the whole answer. */
export function answerOf(result: unknown): Response {
  if (result instanceof Response) return result;
  const { body, headers: more } = result instanceof Answer ? result : new Answer(result);
  const headers = { ...PRIVATE, ...more };
  return body === undefined ? new Response(null, { status: 204, headers }) : Response.json(body, { headers });
}

/** The one place where an error becomes an answer. What was not thrown on purpose says nothing of itself. */
export function answerOfError(error: unknown, requestId: string): Response {
  const known = toAppError(error);
  if (known.code === 'internal' || known.code === 'unavailable') {
    console.error(`💥 ${describe(error)} request=${requestId}`);
  }
  const body: ErrorBody = {
    error: { code: known.code, message: known.message, ...(known.issues && { issues: known.issues }) },
    ...(known.current !== undefined && { current: known.current }),
  };
  return Response.json(body, { status: known.status, headers: { ...PRIVATE, ...headersOf(known) } });
}

function headersOf({ retryAfter, allow }: AppError): Record<string, string> {
  return {
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
    ...(allow && { allow: allow.join(', ') }),
  };
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof SettingsError) return new AppError('unavailable', 'The team chat is not set up yet');
  if (isOutOfReach(error)) return new AppError('unavailable', 'The database cannot be reached right now');
  return new AppError('internal', 'Something went wrong on our side');
}

/** Neon's driver wraps a failed fetch in an error without a Postgres code; Postgres's own errors have one. */
function isOutOfReach(error: unknown): boolean {
  for (const cause of causes(error)) {
    if (cause.name === 'NeonDbError')
      return !('code' in cause) || cause.code === undefined || cause.code === null;
  }
  return false;
}

function* causes(error: unknown): Generator<Error> {
  for (let cause = error; cause instanceof Error; cause = cause.cause) yield cause;
}

/** For the log. Drizzle's message repeats the parameters of a query, so people's texts: only the innermost cause is told. */
function describe(error: unknown): string {
  const chain = [...causes(error)];
  const root = chain.at(-1);
  if (!root) return 'A value was thrown that is no error';
  const place = chain[0]?.stack
    ?.split('\n')
    .find((line) => /^\s+at /.test(line))
    ?.trim();
  return `${root.name}: ${root.message} ${place ?? ''}`;
}

/** What zod found, in the words of the error contract. */
export function invalid(error: z.core.$ZodError): AppError {
  const issues = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'Unknown field' }))
      : [{ path: issue.path.join('.'), message: issue.message }],
  );
  const fields = [...new Set(issues.map((issue) => issue.path).filter(Boolean))];
  return new AppError(
    'invalid',
    fields.length > 0 ? `Not valid: ${fields.join(', ')}` : (issues[0]?.message ?? 'Not valid'),
    {
      issues,
    },
  );
}
