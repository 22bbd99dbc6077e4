/** A site of somebody else's, on this machine: it says what a test has it say, and counts who came. */
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';

type Answer = (response: ServerResponse, headers: IncomingHttpHeaders) => void;

export interface ForeignSite {
  port: number;
  /** Of a page; the host is a name that only the test's resolver knows, unless another is given. */
  at(path: string, host?: string): string;
  /** What is said at a path. */
  say(path: string, answer: Answer): void;
  /** Paths that were asked for. */
  asked: string[];
  close(): Promise<void>;
}

export async function openForeignSite(address = '127.0.0.1', port = 0): Promise<ForeignSite> {
  const answers = new Map<string, Answer>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://foreign.test');
    asked.push(pathname);
    const answer = answers.get(pathname);
    if (answer) answer(response, request.headers);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(port, address, resolve));
  const own = portOf(server);
  return {
    port: own,
    at: (path, host = 'foreign.test') => `http://${host}:${own}${path}`,
    say: (path, answer) => answers.set(path, answer),
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The site listens nowhere');
  return address.port;
}

/** An HTML page with this in its head. */
export function page(head: string): Answer {
  return (response) =>
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><html><head>${head}</head><body><p>Hello</p></body></html>`);
}

export function bytes(body: Uint8Array, type: string): Answer {
  return (response) => response.writeHead(200, { 'content-type': type }).end(body);
}

export function redirect(to: string): Answer {
  return (response) => response.writeHead(302, { location: to }).end();
}

/** The start of a PNG file, which says how large its picture is. */
export function pngOf(width: number, height: number, length = 64): Uint8Array {
  const png = Buffer.alloc(length);
  png.set(Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}
