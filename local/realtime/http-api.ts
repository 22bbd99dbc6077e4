import type { IncomingMessage, ServerResponse } from 'node:http';
import { LostConnection } from '../faults/faults.ts';
import { readBody } from '../read-body.ts';
import { ApiError } from './api-error.ts';
import { disturb, disturbAnswer } from './api-faults.ts';
import type { App } from './app.ts';
import { dispatch } from './http-routes.ts';
import { REQUEST_BODY_MAX_BYTES } from './limits.ts';
import { refusalOf } from './signatures.ts';

/** Answers one request to `/apps/<id>/…`. */
export async function answerApi(app: App, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    respond(response, 200, 'application/json', JSON.stringify(await resultOf(app, request)));
  } catch (error) {
    if (error instanceof LostConnection) return void request.socket.destroy();
    app.counts.refusedRequests += 1;
    if (!(error instanceof ApiError)) console.error('The realtime API failed:', error);
    const { status, message } =
      error instanceof ApiError ? error : { status: 500, message: 'Internal error' };
    // what is left of a body that was not read would be taken for the next request
    if (!request.complete) response.setHeader('connection', 'close');
    respond(response, status, 'text/plain', `${message}\n`);
  }
}

async function resultOf(app: App, request: IncomingMessage): Promise<unknown> {
  const { method = 'GET', url = '/' } = request;
  const [path = '/', search = ''] = url.split(/\?(.*)/s);
  const [, , appId, ...rest] = path.split('/');
  if (appId !== app.id) throw new ApiError(404, `Unknown app id ${appId}`);

  const query = new URLSearchParams(search);
  const body = (await readBody(request, REQUEST_BODY_MAX_BYTES))?.toString('utf8');
  if (body === undefined) {
    throw new ApiError(413, `A request body has at most ${REQUEST_BODY_MAX_BYTES} bytes`);
  }
  const refusal = refusalOf(app.credentials, { method, path, query, body }, Date.now());
  if (refusal !== undefined) throw new ApiError(401, refusal);
  if (app.faults.plan.api) await disturb(app, request);
  const result = dispatch({ app, method, resource: rest.join('/'), query, body });
  if (app.faults.plan.api) disturbAnswer(app);
  return result;
}

function respond(response: ServerResponse, status: number, contentType: string, body: string): void {
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
