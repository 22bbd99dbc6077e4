import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FunctionMatch, FunctionRoutes } from './function-routes.ts';
import { type Caller, sendWebResponse, toWebRequest } from './web-request.ts';

export interface FunctionHost {
  /** False when no function claims the URL. */
  handleRequest(req: IncomingMessage, res: ServerResponse, url: URL): Promise<boolean>;
  /** Waits for what functions left to `context.waitUntil`. */
  settle(): Promise<void>;
}

/** Calls functions in this process: Netlify's own emulation starts a worker for each call. */
export function createFunctionHost(routes: FunctionRoutes): FunctionHost {
  const pending = new Set<Promise<unknown>>();

  async function handleRequest(req: IncomingMessage, res: ServerResponse, url: URL): Promise<boolean> {
    const response = await answer(req, url);
    if (!response) return false;
    await sendWebResponse(res, response);
    return true;
  }

  async function answer(req: IncomingMessage, url: URL): Promise<Response | null> {
    try {
      const match = await routes.match(url, req.method ?? 'GET');
      // a Request cannot even be made of these
      if (match && /^(?:TRACE|TRACK|CONNECT)$/.test(req.method ?? '')) {
        return failure(405, 'method_not_allowed', 'There is no such method here');
      }
      if (match === 'unknown') return failure(404, 'not_found', 'There is no such function');
      return match && (await call(match, req, url));
    } catch (error) {
      console.error(`${req.method} ${url.pathname} failed:`, error);
      return failure(500, 'internal', 'Something went wrong');
    }
  }

  async function call(match: FunctionMatch, req: IncomingMessage, url: URL): Promise<Response> {
    const caller: Caller = { requestId: randomUUID(), ip: req.socket.remoteAddress ?? '127.0.0.1' };
    const request = await toWebRequest(req, url, caller);
    if (!request) return failure(413, 'too_large', 'The request is too large');

    const response = await match.handler(request, { ...caller, params: match.params, waitUntil });
    if (!(response instanceof Response)) throw new Error(`${match.name} returned no Response`);
    return response;
  }

  function waitUntil(promise: Promise<unknown>): void {
    const settled = promise
      .catch((error: unknown) => console.error('waitUntil failed:', error))
      .finally(() => pending.delete(settled));
    pending.add(settled);
  }

  async function settle(): Promise<void> {
    while (pending.size > 0) await Promise.all(pending);
  }

  return { handleRequest, settle };
}

function failure(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status });
}
