/** Colours of code. Loaded with the first code that has a language: see `useHighlight.ts`. */
import { common, createLowlight } from 'lowlight';

export interface CodePart {
  readonly text: string;
  /** The kinds of what it is, as `hljs-keyword`. */
  readonly kinds: string;
}

/** UTF-16 units: longer code stays as it is. */
const LENGTH_MAX = 20_000;
/** What nobody wrote to be read. Grammars take quadratic time for it: 333 ms for a word of 10,000. */
const LONG_WORD = /\S{400}/u;

const lowlight = createLowlight(common);

/** The code in parts; null in a language that is not known. */
export function highlight(language: string, code: string): readonly CodePart[] | null {
  if (code.length > LENGTH_MAX || LONG_WORD.test(code) || !lowlight.registered(language)) return null;
  const parts: CodePart[] = [];
  collect(lowlight.highlight(language, code), '', parts);
  return parts;
}

type Node = ReturnType<typeof lowlight.highlight> | ReturnType<typeof lowlight.highlight>['children'][number];

function collect(node: Node, kinds: string, parts: CodePart[]): void {
  if (node.type === 'text') parts.push({ text: node.value, kinds });
  if (!('children' in node)) return;
  const own = node.type === 'element' ? node.properties.className : null;
  const within = Array.isArray(own) ? own.join(' ') : kinds;
  for (const child of node.children) collect(child, within, parts);
}
