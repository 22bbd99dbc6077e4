/** The page's other way to the server, for bytes: `fetch` does not tell how many of them have left. */
import type * as z from 'zod/mini';
import { NetworkError, refusalOf } from './http.ts';

/** Milliseconds without a byte or an answer after which an upload counts as lost. */
const STALLED_AFTER = 30_000;

export interface UploadOptions<T> {
  query: Record<string, string>;
  bytes: Blob;
  parse: z.ZodMiniType<T>;
  /** Called with how many of the bytes have left. */
  onProgress: (sent: number) => void;
  signal: AbortSignal;
}

/**
 * Sends bytes by POST.
 * @throws like `request`; the signal's reason when it was aborted
 */
export async function upload<T>(path: string, options: UploadOptions<T>): Promise<T> {
  const { query, bytes, parse, onProgress, signal } = options;
  signal.throwIfAborted();
  const response = await answerTo(`${path}?${new URLSearchParams(query)}`, bytes, onProgress, signal);
  if (!response.ok) throw await refusalOf(response);
  const body = response.status === 204 ? undefined : await response.json().catch(() => null);
  const answer = parse.safeParse(body);
  if (!answer.success) throw new NetworkError({ cause: answer.error });
  return answer.data;
}

function answerTo(
  url: string,
  bytes: Blob,
  onProgress: (sent: number) => void,
  signal: AbortSignal,
): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const post = new XMLHttpRequest();
  let patience: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(patience);
    patience = setTimeout(() => post.abort(), STALLED_AFTER);
  };
  const cancel = () => post.abort();
  signal.addEventListener('abort', cancel);
  post.upload.addEventListener('progress', ({ loaded }) => {
    wait();
    onProgress(Math.min(loaded, bytes.size));
  });
  post.addEventListener('load', () => resolve(responseOf(post)));
  // also after an abort
  post.addEventListener('loadend', () => {
    clearTimeout(patience);
    signal.removeEventListener('abort', cancel);
    reject(signal.aborted ? signal.reason : new NetworkError());
  });
  post.open('POST', url);
  post.setRequestHeader('content-type', 'application/octet-stream');
  post.send(bytes);
  wait();
  return promise;
}

function responseOf(post: XMLHttpRequest): Response {
  const retryAfter = post.getResponseHeader('retry-after');
  return new Response(post.status === 204 ? null : post.responseText, {
    status: post.status,
    ...(retryAfter && { headers: { 'retry-after': retryAfter } }),
  });
}
