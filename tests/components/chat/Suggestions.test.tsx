import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Composer } from '#components/chat/Composer';
import type { User } from '#lib/contracts/sync';
import { chatStore, initialChat } from '#services/chatStore';
import { contentOf, type Draft, readDraft, returnToDraft } from '#services/drafts';
import { personId } from '../../support/messages.ts';
import { general } from './made.ts';

const person = (n: number, name: string, handle = name.toLowerCase()): User => ({
  id: personId(n),
  name,
  email: `${handle}@example.com`,
  image: null,
});
const kevin = person(1, 'Kevin');
const mary = person(2, 'Mary');
const sofia = person(3, 'Sofía Reyes', 'sofia');
const marek = person(4, 'Marek');
const leeOne = person(5, 'Lee', 'lee.one');
const leeTwo = person(6, 'Lee', 'lee.two');
const team = [kevin, mary, sofia, marek, leeOne, leeTwo];
const plan = {
  ...general,
  id: personId(100),
  kind: 'private' as const,
  name: 'plan',
  memberIds: [kevin.id, sofia.id, marek.id, leeOne.id, leeTwo.id],
};

beforeEach(() => {
  const users = Object.fromEntries(team.map((one) => [one.id, one]));
  const me = { ...kevin, isOwner: false };
  chatStore.setState({ users, me, channels: [{ ...general, isDefault: true }, plan] });
});
afterEach(() => chatStore.setState(initialChat, true));

let made = 0;

function ComposerInPage({
  draftKey,
  channelId,
  onSend,
}: {
  draftKey: string;
  channelId: string;
  onSend: () => void;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <Composer
      draftKey={draftKey}
      channelId={channelId}
      channelName="general"
      placeholder=""
      field={field}
      onWriting={() => {}}
      onFiles={() => {}}
      onSend={onSend}
    />
  );
}

function open(channelId = general.id) {
  made += 1;
  const draftKey = `person/suggestions-${made}`;
  const sent: string[] = [];
  const onSend = vi.fn((draft?: Draft) => {
    if (draft) sent.push(contentOf(draft).trimEnd());
  });
  render(<ComposerInPage draftKey={draftKey} channelId={channelId} onSend={onSend} />);
  return { draftKey, sent, field: screen.getByRole<HTMLTextAreaElement>('textbox') };
}

const offered = () =>
  within(screen.getByRole('listbox'))
    .getAllByRole('option')
    .map(({ textContent }) => textContent);
const active = () => screen.getByRole('option', { selected: true });
const nothingIsOffered = () => expect(screen.queryByRole('listbox')).not.toBeInTheDocument();
const at = ({ id }: User) => `<@${id}>`;

test('@ and a few letters offer people; Enter takes the first, and the next one sends', async () => {
  const { field, sent } = open();

  await userEvent.type(field, 'Hi @ma');
  expect(offered()).toEqual(['MMarek@marek', 'MMary@mary']);
  expect(field).toHaveAttribute('aria-activedescendant', active().id);
  expect(screen.getByText('2 suggestions')).toBeInTheDocument();
  await userEvent.keyboard('{Enter}');
  expect(field).toHaveValue('Hi @Marek ');
  expect(field).not.toHaveAttribute('aria-activedescendant');
  nothingIsOffered();
  await userEvent.keyboard('look{Enter}');

  expect(sent).toEqual([`Hi ${at(marek)} look`]);
});

test('the arrow keys go round, Tab takes, and the list says which one', async () => {
  const { field, sent } = open();

  await userEvent.type(field, '@ma{ArrowDown}');
  expect(active()).toHaveTextContent('Mary');
  await userEvent.keyboard('{ArrowDown}');
  expect(active()).toHaveTextContent('Marek');
  await userEvent.keyboard('{ArrowUp}{Tab}');
  expect(field).toHaveFocus();
  await userEvent.keyboard('{Enter}');

  expect(sent).toEqual([at(mary)]);
});

test('a press takes, and the field keeps the focus; two people of one name stay apart', async () => {
  const { field, sent } = open();

  await userEvent.type(field, '@lee');
  await userEvent.click(screen.getByRole('option', { name: /lee\.two/ }));
  expect(field).toHaveFocus();
  await userEvent.keyboard('and @lee');
  await userEvent.click(screen.getByRole('option', { name: /lee\.one/ }));
  await userEvent.keyboard('{Enter}');

  expect(sent).toEqual([`${at(leeTwo)} and ${at(leeOne)}`]);
});

test('Esc closes the list and keeps the text; the Enter after it sends', async () => {
  const { field, sent } = open();

  await userEvent.type(field, '@ma{Escape}');
  nothingIsOffered();
  expect(field).toHaveValue('@ma');
  await userEvent.keyboard('r{Enter}');

  expect(sent).toEqual(['@mar']);
});

test.each([
  ['while composing', { isComposing: true }],
  ['taken by the input method', { keyCode: 229 }],
])('keys %s are not the list’s', async (_when, event) => {
  const { field, sent } = open();
  await userEvent.type(field, '@ma');

  for (const key of ['ArrowDown', 'Escape', 'Enter', 'Tab']) fireEvent.keyDown(field, { key, ...event });

  expect(active()).toHaveTextContent('Marek');
  expect(field).toHaveValue('@ma');
  expect(sent).toEqual([]);
});

test('the Enter with which Safari ends a composition takes nobody', async () => {
  const { field, sent } = open();
  await userEvent.type(field, '@ma');

  fireEvent.compositionEnd(field);
  fireEvent.keyDown(field, { key: 'Enter' });

  expect(field).toHaveValue('@ma');
  expect(sent).toEqual([]);
});

test('while nobody is known yet, Enter takes nobody', async () => {
  chatStore.setState({ users: {} });
  const { field, sent } = open();

  await userEvent.type(field, '@Ma');
  nothingIsOffered();
  await userEvent.keyboard('{Enter}');

  expect(sent).toEqual(['@Ma']);
});

test('members of a private channel come first, and who is not in it is told apart', async () => {
  const { field } = open(plan.id);
  await userEvent.type(field, '@');
  expect(offered().slice(0, 3)).toEqual(['LLee@lee.one', 'LLee@lee.two', 'MMarek@marek']);
  expect(offered()[5]).toBe('MMarynot in this channel');
  expect(offered().slice(6)).toEqual(['channelevery member', 'herewho is online']);
});

test.each([
  ['in an address', 'kevin@ma'],
  ['in code that is not closed', '`@ma'],
  ['in a code block', '```\n@ma'],
  ['behind a space', '@ ma'],
  ['when nobody is called that', '@nobody'],
])('nothing is offered %s', async (_where, text) => {
  const { field } = open();
  fireEvent.change(field, { target: { value: text } });
  act(() => field.focus());
  field.setSelectionRange(text.length, text.length);
  fireEvent.select(field);
  nothingIsOffered();
});

test('# offers channels, and is stored by id', async () => {
  const { field, sent } = open();
  await userEvent.type(field, 'see #pl');
  expect(offered()).toEqual(['plan']);
  await userEvent.keyboard('{Enter}{Enter}');
  expect(sent).toEqual([`see <#${plan.id}>`]);
});

test('a message that comes back is shown with names, and is the same when it is sent again', async () => {
  const { draftKey, field, sent } = open();
  const content = `${at(leeTwo)}, ${at(leeOne)} in <#${plan.id}>`;
  act(() => returnToDraft(draftKey, { content, replyTo: null, attachments: [], waitsFor: [] }));
  act(() => returnToDraft(draftKey, { content: 'first', replyTo: null, attachments: [], waitsFor: [] }));

  expect(field).toHaveValue('first\n@Lee, @Lee in #plan');
  expect(readDraft(draftKey).mentions).toHaveLength(3);
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(sent).toEqual([`first\n${content}`]);
});
