import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Host, openHost, type Tenant } from '../../../local/host/host.ts';
import { readNetlifyRules } from '../../../local/host/netlify-rules.ts';

const TOML = `
[[headers]]
  for = "/*"
  [headers.values]
    Content-Security-Policy = "default-src 'self'"
    Cache-Control = "no-cache"

[[headers]]
  for = "/assets/*"
  [headers.values]
    Cache-Control = "public, max-age=31536000, immutable"

[[redirects]]
  from = "/old/*"
  to = "/new/:splat"

[[redirects]]
  from = "/forced.txt"
  to = "/page.txt"
  status = 200
  force = true

[[redirects]]
  from = "/assets/*"
  to = "/index.html"
  status = 404

[[redirects]]
  from = "/*"
  to = "/index.html"
  status = 200
`;

const PAGE = {
  'dist/index.html': '<html><head><title>Page</title></head></html>',
  'dist/page.txt': 'page',
  'dist/forced.txt': 'forced',
  'dist/assets/app-1a2b.js': 'export {}',
  'dist/with space.svg': '<svg/>',
  'secret.txt': 'secret',
};

export interface Site {
  host: Host;
  directory: string;
  get(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

/** A small site in a folder of its own; `functions` are sources by file name. */
export async function openSite(
  functions: Record<string, string> = {},
  options: {
    tenants?: Tenant[];
    changeHtml?: (html: string) => Promise<string>;
    kind?: 'dist' | 'vite';
  } = {},
): Promise<Site> {
  const directory = await mkdtemp(join(tmpdir(), 'team-chat-site-'));
  await write(directory, { ...PAGE, 'netlify.toml': TOML });
  await write(join(directory, 'functions'), functions);
  const page = {
    rules: readNetlifyRules(join(directory, 'netlify.toml')),
    changeHtml: options.changeHtml ?? (async (html) => html),
  };
  const host = await openHost({
    port: 0,
    tenants: options.tenants ?? [],
    functionsDirectory: join(directory, 'functions'),
    page:
      options.kind === 'vite'
        ? { kind: 'vite', root: join(directory, 'dist'), ...page }
        : { kind: 'dist', directory: join(directory, 'dist'), ...page },
  });
  return {
    host,
    directory,
    get: (path, init) => fetch(`http://127.0.0.1:${host.port}${path}`, { redirect: 'manual', ...init }),
    close: async () => {
      await host.close();
      await rm(directory, { recursive: true });
    },
  };
}

async function write(directory: string, files: Record<string, string>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const file = join(directory, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}
