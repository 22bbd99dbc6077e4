/** Loaded with the first paste that needs it. */
import { fromDom } from 'hast-util-from-dom';
import { toMdast } from 'hast-util-to-mdast';
import { gfmStrikethroughToMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemToMarkdown } from 'mdast-util-gfm-task-list-item';
import { defaultHandlers, type Handle, type Options, toMarkdown } from 'mdast-util-to-markdown';
import { fenced } from './fences.ts';
import { setStylesAside, styleOf } from './inline-style.ts';
import { isAddress, linkTo } from './link.ts';
import { simplify } from './simplify-html.ts';

type Nodes = Parameters<typeof toMarkdown>[0];
type Text = Extract<Nodes, { type: 'text' }>;
type Link = Extract<Nodes, { type: 'link' }>;

const OPTIONS: Options = {
  bullet: '-',
  emphasis: '*',
  listItemIndent: 'one',
  resourceLink: true,
  extensions: [
    gfmTableToMarkdown({ tablePipeAlign: false }),
    gfmStrikethroughToMarkdown(),
    gfmTaskListItemToMarkdown(),
  ],
  // lines break as they are typed
  handlers: {
    break: (...asked: Parameters<Handle>) => defaultHandlers.break(...asked).replace('\\', ''),
    link: linkOf,
    text: textOf,
  },
};

/** Markdown for what a clipboard holds as HTML. It is read in a document of its own that runs and loads nothing. */
export function htmlToMarkdown(html: string): string {
  const { body } = new DOMParser().parseFromString(setStylesAside(html), 'text/html');
  const code = codeOf(body);
  if (code !== null) return fenced(code);
  simplify(body);
  return toMarkdown(
    toMdast(fromDom(body), { nodeHandlers: { comment: () => undefined } }) as Nodes,
    OPTIONS,
  ).trim();
}

/** All of it is code, as editors copy it: in a font of their own, with its white space. */
function codeOf(body: HTMLElement): string | null {
  const [only, ...more] = body.children;
  if (!(only instanceof HTMLElement) || more.length > 0) return null;
  const style = styleOf(only);
  const isMonospace = style('font-family').includes('monospace');
  if (!isMonospace || !(style('white-space') === 'pre' || only.tagName === 'PRE')) return null;
  return byLine(only) ?? asItIs(only);
}

/** A block for each line, or a break for an empty one. */
function byLine({ childNodes }: HTMLElement): string | null {
  const lines = [...childNodes];
  if (!lines.every(({ nodeName }) => nodeName === 'DIV' || nodeName === 'BR')) return null;
  return lines.map(({ textContent }) => textContent).join('\n');
}

function asItIs(code: HTMLElement): string {
  for (const lineBreak of code.querySelectorAll('br')) lineBreak.replaceWith('\n');
  return code.textContent.replace(/\n$/, '');
}

function linkOf(...[link, , state, info]: Parameters<Handle>): string {
  const { url, children }: Link = link;
  const [only] = children;
  if (children.length === 1 && only?.type === 'text' && only.value === url) return url;
  const leave = state.enter('label');
  const label = state.containerPhrasing(link, { ...info, before: '[', after: ']' });
  leave();
  return linkTo(label, url);
}

/** Escapes what Markdown would read as a sign, but in no address, and no underline within a word. */
function textOf(...[{ value }, , state, info]: Parameters<Handle>): string {
  const parts = (value as Text['value']).split(/(https?:\/\/\S+)/);
  return parts
    .map((part, index) => {
      if (isAddress(part)) return part;
      const before = parts[index - 1]?.at(-1) ?? info.before;
      const after = parts[index + 1]?.at(0) ?? info.after;
      return state.safe(part, { ...info, before, after }).replace(/(?<=\w)\\_(?=\w)/g, '_');
    })
    .join('');
}
