import type * as z from 'zod/mini';
import { ErrorBody } from '#lib/contracts/errors';
import { AppError, ERROR_STATUS, type ErrorCode } from '#lib/errors';

/** Milliseconds without an answer after which a request counts as lost. */
const ANSWER_TIMEOUT = 15_000;

/** There was no answer: the request may have arrived or not. */
export class NetworkError extends Error {
  constructor(options?: ErrorOptions) {
    super('The server cannot be reached', options);
    this.name = 'NetworkError';
  }
}

interface RequestOptions<T> {
  query?: Record<string, string>;
  /** Makes it a POST: JSON, or a form when it is URLSearchParams. */
  body?: object;
  parse: z.ZodMiniType<T>;
  /** Goes on when the page is closed. Browsers take up to 64 kB of such requests at a time. */
  keepalive?: boolean;
  /** Sees the headers of an answer that is no refusal. */
  onHeaders?: (headers: Headers) => void;
}

/**
 * The one fetch of the page.
 * @throws AppError when the server refused, NetworkError when it did not answer or not in its own shape.
 */
export async function request<T>(path: string, options: RequestOptions<T>): Promise<T> {
  const { query, body, parse, keepalive = false, onHeaders } = options;
  const search = query ? `?${new URLSearchParams(query)}` : '';
  const response = await answerTo(path + search, body, keepalive);
  if (!response.ok) throw await refusalOf(response);
  onHeaders?.(response.headers);
  const answer = parse.safeParse(response.status === 204 ? undefined : await bodyOf(response));
  if (!answer.success) throw new NetworkError({ cause: answer.error });
  return answer.data;
}

async function answerTo(url: string, body: object | undefined, keepalive: boolean): Promise<Response> {
  const isForm = body instanceof URLSearchParams;
  try {
    return await fetch(url, {
      keepalive,
      signal: AbortSignal.timeout(ANSWER_TIMEOUT),
      ...(body && { method: 'POST', body: isForm ? body : JSON.stringify(body) }),
      ...(body && !isForm && { headers: { 'content-type': 'application/json' } }),
    });
  } catch (cause) {
    throw new NetworkError({ cause });
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (cause) {
    throw new NetworkError({ cause });
  }
}

/** What the server said no with. */
export async function refusalOf(response: Response): Promise<AppError> {
  const body: unknown = await response.json().catch(() => null);
  const retryAfter = secondsOf(response.headers.get('retry-after'));
  const more = { ...(retryAfter && { retryAfter }) };
  const ours = ErrorBody.safeParse(body);
  if (ours.success) {
    const { code, message, issues } = ours.data.error;
    return new AppError(code, message, { ...more, ...(issues && { issues }), current: ours.data.current });
  }
  return new AppError(codeOf(response.status), sentenceOf(body, response.status), more);
}

/** Retry-After is seconds or a date. */
function secondsOf(header: string | null): number | undefined {
  if (!header) return undefined;
  const seconds = Number.isNaN(Number(header)) ? (Date.parse(header) - Date.now()) / 1_000 : Number(header);
  return seconds > 0 ? seconds : undefined;
}

function codeOf(status: number): ErrorCode {
  const code = (Object.keys(ERROR_STATUS) as ErrorCode[]).find((name) => ERROR_STATUS[name] === status);
  return code ?? (status < 500 ? 'invalid' : 'internal');
}

/** Better Auth's errors are `{ code, message }`; a proxy in between may say anything. */
function sentenceOf(body: unknown, status: number): string {
  const message = body && typeof body === 'object' && 'message' in body ? body.message : null;
  return typeof message === 'string' && message !== '' ? message : `The server answered ${status}`;
}
