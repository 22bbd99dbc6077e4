import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../read-body.ts';

// what the platform takes: it buffers the request before it calls the function
const REQUEST_BODY_MAX_BYTES = 6 * 1024 * 1024;

export interface Caller {
  requestId: string;
  ip: string;
}

/** Null when the body is larger than the platform would pass on. */
export async function toWebRequest(req: IncomingMessage, url: URL, caller: Caller): Promise<Request | null> {
  const hasBody = req.method !== 'GET' && req.method !== 'HEAD';
  const body = hasBody ? await readBody(req, REQUEST_BODY_MAX_BYTES) : Buffer.alloc(0);
  if (body === null) return null;
  return new Request(url, {
    method: req.method ?? 'GET',
    headers: headersOf(req, caller),
    body: body.length > 0 ? body : null,
  });
}

export async function sendWebResponse(res: ServerResponse, response: Response): Promise<void> {
  res.statusCode = response.status;
  // one by one, because there may be several Set-Cookie
  for (const [name, value] of response.headers) res.appendHeader(name, value);
  if (response.body && res.req.method !== 'HEAD') await sendBody(res, response.body);
  res.end();
}

async function sendBody(res: ServerResponse, body: ReadableStream<Uint8Array>): Promise<void> {
  const reader = body.getReader();
  const gone = new Promise<void>((resolve) => res.once('close', resolve));
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    if (res.destroyed) return reader.cancel();
    if (!res.write(value)) await Promise.race([gone, new Promise((resolve) => res.once('drain', resolve))]);
  }
}

function headersOf(req: IncomingMessage, { requestId, ip }: Caller): Headers {
  const headers = new Headers();
  for (let index = 0; index < req.rawHeaders.length; index += 2) {
    headers.append(req.rawHeaders[index] ?? '', req.rawHeaders[index + 1] ?? '');
  }
  headers.set('x-nf-client-connection-ip', ip);
  headers.set('x-nf-request-id', requestId);
  headers.set('x-forwarded-for', ip);
  headers.set('x-forwarded-proto', 'http');
  return headers;
}
