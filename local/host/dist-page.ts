import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { NetlifyRules } from './netlify-rules.ts';

export type Page = (req: IncomingMessage, res: ServerResponse, url: URL) => Promise<void>;

const CONTENT_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
// the platform's own default
const REVALIDATE = 'public, max-age=0, must-revalidate';

/** Serves the built page as the platform does: files first, then the redirects of netlify.toml. */
export function createDistPage(options: {
  directory: string;
  rules: NetlifyRules;
  changeHtml: (html: string) => string | Promise<string>;
}): Page {
  return async function page(req, res, url) {
    if (req.method !== 'GET' && req.method !== 'HEAD') return end(res, 405, 'Method not allowed');
    const path = decodePath(url.pathname);
    if (path === null) return end(res, 400, 'Bad path');

    const redirect = options.rules.redirectFor(path);
    if (!redirect?.force && (await sendFile(req, res, path, path, 200))) return;
    if (!redirect) return end(res, 404, 'Not found');
    if (redirect.status >= 300 && redirect.status < 400) {
      res.setHeader('location', redirect.to);
      return end(res, redirect.status, '');
    }
    if (!(await sendFile(req, res, redirect.to, path, redirect.status))) end(res, 404, 'Not found');
  };

  /** `asked` is what the browser asked for: header rules go by that. */
  async function sendFile(
    req: IncomingMessage,
    res: ServerResponse,
    path: string,
    asked: string,
    status: number,
  ): Promise<boolean> {
    const file = await findFile(options.directory, path);
    if (!file) return false;

    const html =
      extname(file.path) === '.html' && (await options.changeHtml(await readFile(file.path, 'utf8')));
    const etag = html ? `"${sha256(html)}"` : `"${file.size}-${file.modified}"`;
    res.setHeader('content-type', CONTENT_TYPES[extname(file.path)] ?? 'application/octet-stream');
    res.setHeader('cache-control', REVALIDATE);
    res.setHeader('etag', etag);
    // a missing file must not be cached for a year because its folder is
    if (status === 200) setHeaders(res, options.rules.headersFor(asked));
    if (status === 200 && req.headers['if-none-match'] === etag) {
      res.writeHead(304).end();
      return true;
    }
    res.statusCode = status;
    res.setHeader('content-length', html ? Buffer.byteLength(html) : file.size);
    if (req.method === 'HEAD') res.end();
    else if (html) res.end(html);
    else await pipeline(createReadStream(file.path), res);
    return true;
  }
}

export function setHeaders(res: ServerResponse, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
}

/** Null for a path that no file of ours can have. */
function decodePath(pathname: string): string | null {
  try {
    const path = decodeURIComponent(pathname);
    return /[\0\\]|(?:^|\/)\.\.(?:\/|$)/.test(path) ? null : path;
  } catch {
    return null;
  }
}

async function findFile(directory: string, path: string) {
  const file = join(directory, path.endsWith('/') ? `${path}index.html` : path);
  if (!file.startsWith(directory + sep)) return null;
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? { path: file, size: found.size, modified: found.mtimeMs } : null;
}

function end(res: ServerResponse, status: number, text: string): void {
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
