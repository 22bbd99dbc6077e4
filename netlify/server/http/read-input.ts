import { AppError } from '#lib/errors';

/** UTF-16 units of a request's body. The longest message in JSON's own escapes still fits. */
const BODY_MAX = 2_000_000;
/** Entries of one list in a body. zod gathers what is wrong with each, and runs out of stack when that is a hundred thousand. */
const ENTRIES_MAX = 10_000;

/** How a POST's fields are written: JSON, but for the one form that pusher-js posts, and for bytes, whose fields are in the query. */
export type BodyType = 'application/json' | 'application/x-www-form-urlencoded' | 'application/octet-stream';

/** The fields of a request, not yet checked. */
export async function readInput(request: Request, expected: BodyType): Promise<unknown> {
  if (request.method === 'GET') return fieldsOf(new URL(request.url).searchParams);
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  // also what keeps foreign pages out: a browser sends JSON across origins only after asking, and nobody answers
  if (type !== expected)
    throw new AppError('unsupported_type', `Send ${expected} and name it in Content-Type`);
  if (expected === 'application/octet-stream') {
    // the platform bounds it, and the contract says how much of it there has to be
    const bytes = new Uint8Array(await request.arrayBuffer());
    return { ...fieldsOf(new URL(request.url).searchParams), bytes };
  }
  const text = await readText(request);
  return expected === 'application/json' ? bounded(parseJson(text)) : fieldsOf(new URLSearchParams(text));
}

function fieldsOf(params: URLSearchParams): Record<string, string> {
  const fields = Object.fromEntries(params);
  const twice = [...params.keys()].find((name) => params.getAll(name).length > 1);
  if (twice === undefined) return fields;
  throw new AppError('invalid', `Not valid: ${twice}`, { issues: [{ path: twice, message: 'Given twice' }] });
}

async function readText(request: Request): Promise<string> {
  // the platform has read and bounded the body (6 MB) before it calls a function
  const text = await request.text();
  if (text.length > BODY_MAX) throw new AppError('too_large', 'The request is too large');
  return text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('invalid', 'The body is not JSON', { issues: [{ path: '', message: 'Not JSON' }] });
  }
}

function bounded(fields: unknown): unknown {
  const lists = fields && typeof fields === 'object' ? Object.entries(fields) : [];
  for (const [name, list] of lists) {
    if (list && typeof list === 'object' && Object.keys(list).length > ENTRIES_MAX)
      throw new AppError('invalid', `Not valid: ${name}`, {
        issues: [{ path: name, message: `At most ${ENTRIES_MAX.toLocaleString('en')} entries` }],
      });
  }
  return fields;
}
