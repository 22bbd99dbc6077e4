import { readFileSync } from 'node:fs';
import { parse } from 'smol-toml';
import { z } from 'zod';

interface Redirect {
  to: string;
  status: number;
  force: boolean;
}

export interface NetlifyRules {
  headersFor(path: string): Record<string, string>;
  /** The first rule that matches, with `:splat` filled in. */
  redirectFor(path: string): Redirect | null;
}

const NetlifyToml = z.object({
  headers: z.array(z.object({ for: z.string(), values: z.record(z.string(), z.string()) })).default([]),
  redirects: z
    .array(
      z.object({
        from: z.string(),
        to: z.string(),
        status: z.int().default(301),
        force: z.boolean().default(false),
      }),
    )
    .default([]),
});

/** What `netlify.toml` says of headers and redirects, so that a mistake in it shows on one machine already. */
export function readNetlifyRules(file: string): NetlifyRules {
  const toml = NetlifyToml.parse(parse(readFileSync(file, 'utf8')));

  function headersFor(path: string): Record<string, string> {
    const matching = toml.headers.filter((rule) => splatOf(rule.for, path) !== null);
    return Object.assign({}, ...matching.map(({ values }) => values));
  }

  function redirectFor(path: string): Redirect | null {
    for (const rule of toml.redirects) {
      const splat = splatOf(rule.from, path);
      if (splat !== null) return { ...rule, to: rule.to.replace(':splat', splat) };
    }
    return null;
  }

  return { headersFor, redirectFor };
}

/** What the `*` at the end of the glob stands for; null when the path is not meant. It means the folder itself, too. */
function splatOf(glob: string, path: string): string | null {
  if (!glob.endsWith('/*')) return glob === path ? '' : null;
  const folder = glob.slice(0, -1);
  return path.startsWith(folder) || `${path}/` === folder ? path.slice(folder.length) : null;
}
