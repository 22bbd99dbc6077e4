import { readFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { createServer } from 'vite';
import { type Page, setHeaders } from './dist-page.ts';
import type { LoadModule } from './function-routes.ts';
import type { NetlifyRules } from './netlify-rules.ts';

/** The page with hot reload, its sockets on our server; functions run through Vite too, so that a change is seen. */
export async function openVitePage(options: {
  root: string;
  server: Server;
  rules: NetlifyRules;
  changeHtml: (html: string) => Promise<string>;
}): Promise<{ page: Page; loadModule: LoadModule; close(): Promise<void> }> {
  const vite = await createServer({
    root: options.root,
    appType: 'custom',
    clearScreen: false,
    logLevel: 'warn',
    server: { middlewareMode: true, hmr: { server: options.server } },
  });

  const page: Page = async (req, res, url) => {
    await new Promise<void>((resolve) => {
      res.once('close', resolve);
      vite.middlewares(req, res, () => resolve());
    });
    if (res.writableEnded || res.destroyed) return;
    const source = await readFile(join(options.root, 'index.html'), 'utf8');
    const html = await options.changeHtml(await vite.transformIndexHtml(url.pathname, source));
    setHeaders(res, withoutPolicy(options.rules.headersFor(url.pathname)));
    res.setHeader('cache-control', 'no-cache');
    res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html);
  };

  return { page, loadModule: (file) => vite.ssrLoadModule(file), close: () => vite.close() };
}

// Vite's hot reload comes as an inline script
function withoutPolicy(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-security-policy'),
  );
}
