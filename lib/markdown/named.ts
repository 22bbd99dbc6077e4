/** Mentions and channels as they stand in a stored text: `<@id>`, `<#id>`, `<!channel>`, `<!here>`. */
import type { Named } from '#lib/markdown/tree';

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const SOURCE = `<(?:@(${ID})|#(${ID})|!(channel|here))>`;

/** UTF-16 units of the longest. */
const NAMED_LENGTH = 39;

/** What stands at this index of a text, and how long it is there. */
export function namedAt(text: string, index: number): { named: Named; length: number } | null {
  const match = new RegExp(SOURCE, 'iy').exec(text.slice(index, index + NAMED_LENGTH));
  return match && { named: namedOf(match), length: match[0].length };
}

/** Puts names where ids are, in a line that has no Markdown in it any more. */
export function withNames(line: string, nameOf: (named: Named) => string): string {
  if (!line.includes('<')) return line;
  return line.replace(new RegExp(SOURCE, 'gi'), (...match) => nameOf(namedOf(match)));
}

/** Cuts a line into what is named and what stands between. Joined again the parts are the line. */
export function splitNamed(line: string): { text: string; isNamed: boolean }[] {
  const parts = [];
  let end = 0;
  for (const { 0: text, index } of line.matchAll(new RegExp(SOURCE, 'gi'))) {
    parts.push({ text: line.slice(end, index), isNamed: false }, { text, isNamed: true });
    end = index + text.length;
  }
  return [...parts, { text: line.slice(end), isNamed: false }];
}

/** As it is stored. */
export function sourceOf(named: Named): string {
  if (named.type === 'mention') return `<@${named.userId}>`;
  if (named.type === 'channel') return `<#${named.channelId}>`;
  return `<!${named.to}>`;
}

function namedOf([, userId, channelId, to]: readonly (string | undefined)[]): Named {
  if (userId) return { type: 'mention', userId: userId.toLowerCase() };
  if (channelId) return { type: 'channel', channelId: channelId.toLowerCase() };
  return { type: 'broadcast', to: to?.toLowerCase() === 'here' ? 'here' : 'channel' };
}
