import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MessageText } from '#components/chat/MessageText';
import { chatStore, initialChat } from '#services/chatStore';
import { personId, theChanges } from '../../support/messages.ts';

const { messages: _, reset: __, lastRev: ___, ...general } = theChanges();
const people = ['Kevin', 'Mary'].map((name, index) => ({
  id: personId(index + 1),
  name,
  email: `${name}@example.com`,
  image: null,
}));
const [kevin = '', mary = ''] = people.map(({ id }) => id);

beforeEach(() => {
  const users = Object.fromEntries(people.map((person) => [person.id, person]));
  const [me] = people;
  chatStore.setState(
    { ...initialChat, users, me: me ? { ...me, isOwner: false } : null, channels: [general] },
    true,
  );
});

afterEach(() => {
  chatStore.setState(initialChat, true);
});

function show(content: string, mark?: ReactNode): HTMLElement {
  return render(<MessageText messageId="message" content={content} mark={mark} />).container;
}

test('Markdown is elements', () => {
  const text = show(
    '**bold** _em_ ~~gone~~ `code`\n\n> quoted\n\n2. two\n3. three\n   - inner\n\n| a | b |\n|---|--:|\n| 1 | 2 |',
  );

  expect(within(text).getByText('bold').tagName).toBe('STRONG');
  expect(within(text).getByText('em').tagName).toBe('EM');
  expect(within(text).getByText('gone').tagName).toBe('S');
  expect(within(text).getByText('code').tagName).toBe('CODE');
  expect(within(text).getByText('quoted').closest('blockquote')).toBeInTheDocument();
  const [numbers, bullets] = screen.getAllByRole('list');
  expect(numbers).toHaveAttribute('start', '2');
  expect(numbers).toContainElement(bullets ?? null);
  expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual(['a', 'b']);
  expect(screen.getAllByRole('cell').map((cell) => cell.textContent)).toEqual(['1', '2']);
});

test('lines break where they were broken, and each block has a direction of its own', () => {
  const text = show('שלום\n  hello\n\nSecond\n\n- item');

  const blocks = [...text.querySelectorAll('p')];
  expect(blocks[0]).toHaveTextContent('שלום\n  hello', { normalizeWhitespace: false });
  for (const block of blocks) expect(block).toHaveAttribute('dir', 'auto');
});

test('a list, a quote and a table begin on the side of their first letter', () => {
  const text = show('- عنصر\n- ثاني\n\n1. واحد\n\n> שלום\n\n| א | b |\n|---|---|\n\n- left');

  const sideOf = (what: string) => text.querySelector(what)?.getAttribute('dir');
  const sides = ['ul', 'ol', 'blockquote', ':has(> table)', 'ul:last-child'].map(sideOf);
  expect(sides).toEqual(['rtl', 'rtl', 'rtl', 'rtl', 'ltr']);
});

const EDITED = <span>(edited)</span>;

test('an override of direction ends where its block ends, and (edited) stands apart', () => {
  const text = show('safe \u202eevil', EDITED);

  expect(text.querySelector('p > bdi')).toHaveTextContent('(edited)');
});

test('(edited) stands below what has no last line', () => {
  expect(show('```\ncode\n```', EDITED).querySelector('div > p')).toHaveTextContent('(edited)');
});

test('a mention has the current name, and follows it', () => {
  const text = show(`Hi <@${mary}>, ask <@${personId(9)}> and <!here>`);
  expect(text).toHaveTextContent('Hi @Mary, ask @former member and @here');

  const users = {
    ...chatStore.getState().users,
    [mary]: { ...people[1], id: mary, name: 'Maria', email: '', image: null },
  };
  act(() => chatStore.setState({ users }));
  expect(text).toHaveTextContent('Hi @Maria, ask @former member and @here');
});

test('a mention of oneself looks different', () => {
  const text = show(`<@${kevin}> <@${mary}>`);

  const [mine, hers] = text.querySelectorAll('bdi');
  expect(mine?.className).not.toBe(hers?.className);
});

test('a channel is a link to it, one that the reader does not have says nothing of itself', () => {
  show(`<#${general.id}> <#${personId(8)}>`);

  const [link, ...others] = screen.getAllByRole('link');
  expect(link).toHaveAttribute('href', `/c/${general.id}`);
  expect(link).toHaveTextContent('#general');
  expect(others).toEqual([]);
  expect(screen.getByText('#private channel')).toBeInTheDocument();
});

test('a link has no link in it', () => {
  const text = show(`[see <#${general.id}> https://a.example](https://b.example)`);

  expect(screen.getByRole('link')).toHaveTextContent('see #general https://a.example');
  expect(text.querySelectorAll('a')).toHaveLength(1);
});

test('code has its language, colours once they are here, and can be copied', async () => {
  const code = 'const answer = "42";\n\tnext();';
  const text = show(`\`\`\`ts\n${code}\n\`\`\``);
  const block = text.querySelector('pre');
  expect(block).toHaveTextContent(code, { normalizeWhitespace: false });
  expect(screen.getByText('ts')).toBeInTheDocument();

  await waitFor(() => expect(text.querySelector('.hljs-keyword')).toHaveTextContent('const'));
  expect(block).toHaveTextContent(code, { normalizeWhitespace: false });

  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Copy code' }));
  expect(await screen.findByRole('button', { name: 'Copied' })).toBeInTheDocument();
  expect(await navigator.clipboard.readText()).toBe(code);
});

test('long code is copied whole also while only its beginning is shown', async () => {
  const code = Array.from({ length: 300 }, (_, line) => `line ${line} of it`).join('\n');
  show(`\`\`\`\n${code}\n\`\`\``);

  const user = userEvent.setup();
  const [copy] = screen.getAllByRole('button', { name: 'Copy code' });
  if (copy) await user.click(copy);
  expect(await navigator.clipboard.readText()).toBe(code);
});

test('a built-in emoji is there at once, another one when its name is known, and what is none stays as it was typed', async () => {
  const text = show('Done :tada: and :sloth: or :nothing-of-it:');
  expect(screen.getByRole('img', { name: 'tada' })).toHaveTextContent('🎉');

  expect(await screen.findByRole('img', { name: 'sloth' })).toHaveTextContent('🦥');
  expect(text).toHaveTextContent('Done 🎉 and 🦥 or :nothing-of-it:');
});

test.each([
  ['🎉', true],
  ['👩‍👩‍👧‍👦 🇩🇪 1️⃣', true],
  [':tada: :tada:', true],
  ['🎉'.repeat(20), true],
  ['🎉'.repeat(21), false],
  ['🎉!', false],
  ['10', false],
  [':no-such-emoji:', false],
  ['> 🎉', false],
])('%s is nothing but emoji: %s', (content, isLarge) => {
  expect(show(content).querySelector('.text-emoji') !== null).toBe(isLarge);
});

test('a long text is cut until somebody wants all of it; it is in the page all the time', async () => {
  const content = `${'word '.repeat(1_200)}end`;
  const text = show(content);
  expect(text.querySelector('.cut-short')).toBeInTheDocument();
  expect(text.textContent?.replace(/\s|Show more/g, '')).toBe(content.replace(/\s/g, ''));

  await userEvent.click(screen.getByRole('button', { name: 'Show more', expanded: false }));
  expect(text.querySelector('.cut-short')).not.toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Show less', expanded: true }));
  expect(text.querySelector('.cut-short')).toBeInTheDocument();
});

/** Known payloads, in the places of a message where Markdown looks at a text. */
const PAYLOADS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<body onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
  '<details open ontoggle=alert(1)>',
  '<style>@import "https://evil.example";</style>',
  '<form action="javascript:alert(1)"><button>x</button></form>',
  '"><img src=x onerror=alert(1)>',
  `' onmouseover='alert(1)`,
  '" onfocus="alert(1)" autofocus="',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' \u0001javascript:alert(1)',
  'java\tscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'https://example.com/" onmouseover="alert(1)',
  '&#106;avascript:alert(1)',
  '//evil.example/x',
  'file:///etc/passwd',
];
const PLACES: Record<string, (payload: string) => string> = {
  'as a message': (payload) => payload,
  'as the text of a link': (payload) => `[${payload}](https://example.com)`,
  'as the address of a link': (payload) => `[x](${payload})`,
  'as an address in angles': (payload) => `[x](<${payload}>)`,
  'as the title of a link': (payload) => `[x](https://example.com "${payload}")`,
  'as a picture': (payload) => `![${payload}](${payload})`,
  'between angles': (payload) => `<${payload}>`,
  'as a language': (payload) => `\`\`\`${payload}\ncode\n\`\`\``,
  'as code': (payload) => `\`\`\`html\n${payload}\n\`\`\``,
  'as the name of an emoji': (payload) => `:${payload}:`,
  'as a cell': (payload) => `|a|\n|-|\n|${payload}|`,
  'as a mention': (payload) => `<@${payload}>`,
};
const ELEMENTS = new Set(
  'A BDI BLOCKQUOTE BUTTON CODE DIV EM LI OL P PATH PRE RECT S SPAN STRONG SVG TABLE TBODY TD TH THEAD TR UL'.split(
    ' ',
  ),
);

test.each(Object.entries(PLACES))('no payload does anything %s', async (_where, place) => {
  for (const payload of PAYLOADS) {
    const { container, unmount } = render(<MessageText messageId="m" content={place(payload)} />);
    await waitFor(() => expect(container.textContent).not.toBe(''));
    for (const element of container.querySelectorAll('*')) {
      // the signs of the buttons are drawn by the page itself
      expect(ELEMENTS).toContain(element.tagName.toUpperCase());
      const names = element.getAttributeNames();
      expect(names.filter((name) => name.startsWith('on') || name === 'srcdoc' || name === 'src')).toEqual(
        [],
      );
      if (element instanceof HTMLAnchorElement) {
        expect(element.protocol).toMatch(/^(?:https?|mailto):$/);
        expect(element.rel).toBe('noopener nofollow ugc');
      }
    }
    unmount();
  }
});
