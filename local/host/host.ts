import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { createDistPage, type Page } from './dist-page.ts';
import { createFunctionRoutes, type LoadModule } from './function-routes.ts';
import { createFunctionHost } from './functions.ts';
import { listenOnLoopback } from './listen.ts';
import type { NetlifyRules } from './netlify-rules.ts';
import { runSchedule } from './schedule.ts';

/** Something with URLs of its own, asked before functions and page. */
export interface Tenant {
  handleRequest(req: IncomingMessage, res: ServerResponse): boolean;
  handleUpgrade?(req: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /** Called before the port is closed, which would wait for sockets that an upgrade has taken. */
  close?(): Promise<void>;
}

export interface HostOptions {
  port: number;
  tenants: Tenant[];
  functionsDirectory: string | null;
  page:
    | { kind: 'none' }
    | { kind: 'dist'; directory: string; rules: NetlifyRules; changeHtml: (html: string) => Promise<string> }
    | { kind: 'vite'; root: string; rules: NetlifyRules; changeHtml: (html: string) => Promise<string> };
}

export interface Host {
  origin: string;
  port: number;
  close(): Promise<void>;
}

const KEEP_ALIVE_MS = 65_000;

/** Does on one port what Netlify does: functions, then the page. */
export async function openHost(options: HostOptions): Promise<Host> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS });
  const vite = await openVite();
  const routes = options.functionsDirectory
    ? createFunctionRoutes({
        directory: options.functionsDirectory,
        load: vite?.loadModule ?? importModule,
        reload: vite !== null,
      })
    : null;
  const functions = routes && createFunctionHost(routes);
  const stopSchedule = routes && runSchedule(routes);
  const page = vite?.page ?? pageFor();

  server.on('request', (req, res) => {
    handle(req, res).catch((error: unknown) => {
      console.error(`${req.method} ${req.url} failed:`, error);
      if (res.headersSent) res.destroy();
      else res.writeHead(500).end();
    });
  });
  server.on('upgrade', (req, socket, head) => {
    const taken = options.tenants.some((tenant) => tenant.handleUpgrade?.(req, socket, head));
    // Vite listens for its own sockets, which it knows by their protocol
    if (!taken && !(vite && req.headers['sec-websocket-protocol']?.startsWith('vite'))) socket.destroy();
  });

  async function handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    // a name that a foreign page made point to this machine
    if (!isLoopbackHost(req.headers.host))
      return void res.writeHead(403).end('Only localhost is served here');
    if (options.tenants.some((tenant) => tenant.handleRequest(req, res))) return;
    const url = urlOf(req);
    if (!url) res.writeHead(400).end();
    else if (!(await functions?.handleRequest(req, res, url))) await page(req, res, url);
  }

  function pageFor(): Page {
    if (options.page.kind === 'dist') return createDistPage(options.page);
    return async (_req, res) => void res.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
  }

  async function openVite() {
    if (options.page.kind !== 'vite') return null;
    const { openVitePage } = await import('./vite-page.ts');
    return openVitePage({ ...options.page, server });
  }

  const listening = await listenOnLoopback(server, options.port);

  async function close(): Promise<void> {
    stopSchedule?.();
    await functions?.settle();
    for (const tenant of options.tenants) await tenant.close?.();
    await vite?.close();
    await listening.close();
  }

  return { origin: `http://localhost:${listening.port}`, port: listening.port, close };
}

function isLoopbackHost(host: string | undefined): boolean {
  return host === undefined || /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/i.test(host);
}

const importModule: LoadModule = (file) => import(pathToFileURL(file).href);

// put together as text: a path like //elsewhere/ would otherwise name another host
function urlOf(req: IncomingMessage): URL | null {
  const path = req.url?.startsWith('/') ? req.url : '/';
  return URL.parse(`http://${req.headers.host ?? 'localhost'}${path}`);
}
