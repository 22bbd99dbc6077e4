import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type Pusher from 'pusher';

/**
 * Stands in for pusher-js's integration_tests_server/index.js, which needs Express, the vendor's own credentials and two
 * fixed ports: the two of its paths that the node specs call, with the same answers, on the real `pusher` package.
 */
export function createAuthServer(pusher: Pusher): Server {
  return createServer((request, response) => {
    answer(pusher, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
}

async function answer(pusher: Pusher, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'POST' && pathname === '/auth') {
    const authorisation = authorise(pusher, new URLSearchParams(await textOf(request)));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(authorisation));
  } else if (pathname.startsWith('/v2/send/')) {
    await send(pusher, searchParams);
    response.writeHead(200, { 'content-type': 'text/javascript' }).end();
  } else {
    response.writeHead(404).end();
  }
}

function authorise(pusher: Pusher, form: URLSearchParams) {
  const socketId = form.get('socket_id') ?? '';
  return pusher.authorizeChannel(socketId, form.get('channel_name') ?? '', {
    user_id: socketId,
    user_info: { name: `Integration ${socketId}`, email: `integration-${socketId}@example.com` },
  });
}

async function send(pusher: Pusher, query: URLSearchParams): Promise<void> {
  const decoded = (name: string) => Buffer.from(query.get(name) ?? '', 'base64').toString();
  await pusher.trigger(decoded('channel'), decoded('event'), JSON.parse(decoded('data')));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
