/** The tree in the form in which CommonMark writes its examples. */
import type { Block, Inline } from '#lib/markdown/tree';

export function htmlOf(blocks: readonly Block[]): string {
  return blocks.map(blockHtml).join('');
}

function blockHtml(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return `<p>${inlinesHtml(block.inlines).trim()}</p>\n`;
    case 'code': {
      const language = block.language && ` class="language-${escapeHtml(block.language)}"`;
      return `<pre><code${language}>${escapeHtml(block.text)}${block.text && '\n'}</code></pre>\n`;
    }
    case 'quote':
      return `<blockquote>\n${htmlOf(block.blocks)}</blockquote>\n`;
    case 'list': {
      const start = block.start === null || block.start === 1 ? '' : ` start="${block.start}"`;
      const tag = block.start === null ? 'ul' : 'ol';
      const items = block.items.map((item) => `<li>${itemHtml(item, block.isLoose)}</li>\n`);
      return `<${tag}${start}>\n${items.join('')}</${tag}>\n`;
    }
    case 'table': {
      const [head, ...rows] = [block.head, ...block.rows].map((cells) => cells.map(inlinesHtml).join(' | '));
      return `<table>${[head, ...rows].join('\n')}</table>\n`;
    }
  }
}

function itemHtml(blocks: readonly Block[], isLoose: boolean): string {
  if (isLoose) return blocks.length > 0 ? `\n${htmlOf(blocks)}` : '';
  const parts = blocks.map((block) =>
    block.type === 'paragraph' ? blockHtml(block).slice(3, -5) : `\n${blockHtml(block)}`,
  );
  return parts.join('').replace(/\n{2,}/g, '\n');
}

function inlinesHtml(inlines: readonly Inline[]): string {
  return inlines.map(inlineHtml).join('');
}

const TAGS = { strong: 'strong', em: 'em', strike: 'del' } as const;

function inlineHtml(inline: Inline): string {
  switch (inline.type) {
    case 'text':
      // white space beside a line break is kept, and not seen in HTML
      return escapeHtml(inline.text.replace(/[ \t]*\n[ \t]*/g, '\n'));
    case 'code':
      return `<code>${escapeHtml(inline.text)}</code>`;
    case 'link': {
      const title = inline.title === null ? '' : ` title="${escapeHtml(inline.title)}"`;
      return `<a href="${escapeHtml(inline.href)}"${title}>${inlinesHtml(inline.inlines)}</a>`;
    }
    case 'emoji':
      return `:${inline.name}:`;
    case 'mention':
      return `@${inline.userId}`;
    case 'channel':
      return `#${inline.channelId}`;
    case 'broadcast':
      return `@${inline.to}`;
    default: {
      const tag = TAGS[inline.type];
      return `<${tag}>${inlinesHtml(inline.inlines)}</${tag}>`;
    }
  }
}

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
