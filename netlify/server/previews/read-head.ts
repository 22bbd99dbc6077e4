import { Parser } from 'htmlparser2';

/** What a page says of itself in its head, as it says it. */
export interface PageHead {
  /** By property or name, in lower case; the first of each. */
  metas: ReadonlyMap<string, string>;
  title: string;
}

/** Names whose value is of use here: no others are kept. */
const WANTED =
  /^(?:og|twitter):(?:title|description|site_name|image(?::(?:url|src|secure_url))?)$|^description$/;

/** Reads a page up to the end of its head. */
export async function readHead(page: AsyncIterable<string>): Promise<PageHead> {
  const metas = new Map<string, string>();
  let title = '';
  let isTitle = false;
  let hasTitle = false;
  let isDone = false;
  const parser = new Parser({
    onopentag(tag, { property, name, content }) {
      if (tag === 'body') isDone = true;
      if (isDone) return;
      isTitle = tag === 'title' && !hasTitle;
      const key = (property ?? name ?? '').trim().toLowerCase();
      if (tag === 'meta' && content && WANTED.test(key) && !metas.has(key)) metas.set(key, content);
    },
    ontext(text) {
      if (isTitle && !isDone) title += text;
    },
    onclosetag(tag) {
      if (tag === 'head') isDone = true;
      if (tag !== 'title') return;
      isTitle = false;
      hasTitle = true;
    },
  });
  for await (const text of page) {
    parser.write(text);
    if (isDone) break;
  }
  return { metas, title };
}
