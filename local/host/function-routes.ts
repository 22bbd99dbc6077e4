import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';

interface FunctionContext {
  requestId: string;
  ip: string;
  params: Record<string, string>;
  waitUntil(promise: Promise<unknown>): void;
}

type FunctionHandler = (request: Request, context: FunctionContext) => Response | Promise<Response>;

export interface FunctionMatch {
  name: string;
  handler: FunctionHandler;
  params: Record<string, string>;
}

export type LoadModule = (file: string) => Promise<unknown>;

export interface FunctionRoutes {
  /** Null when no function claims the URL; 'unknown' when it is a function's URL, but there is no such function. */
  match(url: URL, method: string): Promise<FunctionMatch | 'unknown' | null>;
  /** Those that the platform calls by the clock. */
  scheduled(): Promise<ScheduledFunction[]>;
}

interface ScheduledFunction {
  name: string;
  schedule: string;
  run(): Promise<unknown>;
}

interface LoadedFunction {
  name: string;
  handler: FunctionHandler;
  patterns: URLPattern[];
  methods: string[];
  /** When the platform calls it; then nobody else can. */
  schedule: string | null;
}

const PREFIX = '/.netlify/functions/';
/** The clock calls without an address, and as nobody. */
const HOST = 'http://localhost/';
const NOBODY: FunctionContext = { requestId: '', ip: '', params: {}, waitUntil() {} };

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const FunctionModule = z.object({
  default: z.custom<FunctionHandler>((value) => typeof value === 'function'),
  config: z
    .object({ path: oneOrMore.optional(), method: oneOrMore.optional(), schedule: z.string().optional() })
    .optional(),
});

/** The platform's routing: by file name, or by `config.path` where a function declares one. */
export function createFunctionRoutes(options: {
  directory: string;
  load: LoadModule;
  /** Ask `load` at every call: it knows what changed. */
  reload: boolean;
}): FunctionRoutes {
  const names = () =>
    existsSync(options.directory)
      ? readdirSync(options.directory)
          .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
          .map(nameOf)
      : [];
  let all: Promise<LoadedFunction[]> | undefined;
  const byName = new Map<string, LoadedFunction>();

  async function match(url: URL, method: string): Promise<FunctionMatch | 'unknown' | null> {
    if (url.pathname.startsWith(PREFIX)) return (await matchByName(url)) ?? 'unknown';

    if (options.reload) all = undefined;
    all ??= loadAll();
    for (const { name, handler, patterns, methods } of await all) {
      if (methods.length > 0 && !methods.includes(method)) continue;
      const found = patterns.map((pattern) => pattern.exec(url)).find((result) => result !== null);
      if (found) return { name, handler, params: named(found.pathname.groups) };
    }
    return null;
  }

  async function matchByName(url: URL): Promise<FunctionMatch | null> {
    const [name = ''] = url.pathname.slice(PREFIX.length).split('/');
    const known = options.reload ? undefined : byName.get(name);
    if (!known && !names().includes(name)) return null;
    const { handler, patterns, schedule } = known ?? (await load(name));
    return patterns.length > 0 || schedule !== null ? null : { name, handler, params: {} };
  }

  // one broken module takes down neither the page nor the other functions; called by name, it says so itself
  async function loadAll(): Promise<LoadedFunction[]> {
    const loaded = await Promise.allSettled(names().map(load));
    return loaded.flatMap((result) => {
      if (result.status === 'fulfilled') return [result.value];
      console.error('A function could not be loaded:', result.reason);
      return [];
    });
  }

  async function load(name: string): Promise<LoadedFunction> {
    const module = FunctionModule.parse(await options.load(join(options.directory, `${name}.ts`)));
    const paths = module.config?.path ?? [];
    const loaded: LoadedFunction = {
      name,
      handler: module.default,
      patterns: paths.map((pathname) => new URLPattern({ pathname })),
      methods: module.config?.method ?? [],
      schedule: module.config?.schedule ?? null,
    };
    byName.set(name, loaded);
    return loaded;
  }

  async function scheduled(): Promise<ScheduledFunction[]> {
    all ??= loadAll();
    return (await all).flatMap(({ name, schedule, handler }) =>
      schedule === null ? [] : [{ name, schedule, run: async () => handler(new Request(HOST), NOBODY) }],
    );
  }

  return { match, scheduled };
}

function nameOf(file: string): string {
  return basename(file, '.ts');
}

function named(groups: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, value ?? '']));
}
