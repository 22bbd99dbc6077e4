import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef } from 'react';
import { expect, test, vi } from 'vitest';
import { Composer } from '#components/chat/Composer';
import { changeDraft, readDraft, returnToDraft } from '#services/drafts';

let made = 0;

interface InPageProps {
  draftKey: string;
  onSend: (draft: unknown) => void;
  onWriting: (isWriting: boolean) => void;
  onFiles: (files: File[]) => void;
}

function ComposerInPage({ draftKey, onSend, onWriting, onFiles }: InPageProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <Composer
      draftKey={draftKey}
      channelId="general-id"
      channelName="general"
      placeholder="Message #general"
      field={field}
      onWriting={onWriting}
      onFiles={onFiles}
      onSend={onSend}
    />
  );
}

function open() {
  made += 1;
  const draftKey = `person/channel-${made}`;
  const onSend = vi.fn();
  const onWriting = vi.fn();
  const onFiles = vi.fn();
  render(<ComposerInPage draftKey={draftKey} onSend={onSend} onWriting={onWriting} onFiles={onFiles} />);
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message general' });
  const button = screen.getByRole('button', { name: 'Send message' });
  return { draftKey, onSend, onWriting, onFiles, field, button };
}

const replyTo = { id: 'parent', senderName: 'Mary', excerpt: 'Are you there?', deleted: false };

test('Enter sends, empties the field and keeps the focus in it', async () => {
  const { field, onSend } = open();

  await userEvent.type(field, 'hello{Enter}');

  expect(onSend.mock.calls).toEqual([[{ text: 'hello', mentions: [], replyTo: null, attachments: [] }, []]]);
  expect(field).toHaveValue('');
  expect(field).toHaveFocus();
});

test('Shift+Enter breaks the line', async () => {
  const { field, onSend } = open();

  await userEvent.type(field, 'one{Shift>}{Enter}{/Shift}two');

  expect(field).toHaveValue('one\ntwo');
  expect(onSend).not.toHaveBeenCalled();
});

test.each([
  ['while composing', { isComposing: true }],
  ['taken by the input method', { keyCode: 229 }],
])('Enter %s does not send', (_when, event) => {
  const { field, onSend } = open();
  fireEvent.change(field, { target: { value: '日本' } });

  fireEvent.keyDown(field, { key: 'Enter', ...event });

  expect(onSend).not.toHaveBeenCalled();
  expect(field).toHaveValue('日本');
});

test('the Enter that Safari fires after the end of a composition does not send, the next one does', () => {
  const { field, onSend } = open();
  fireEvent.change(field, { target: { value: '日本' } });

  fireEvent.compositionEnd(field);
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(onSend).not.toHaveBeenCalled();

  fireEvent.keyDown(field, { key: 'Enter' });
  expect(onSend).toHaveBeenCalledOnce();
});

test.each([
  ['nothing', ''],
  ['white space', '  \n '],
  ['characters that draw nothing', '\u200b\u200b'],
])('%s is not sent', (_what, text) => {
  const { field, button, onSend } = open();
  fireEvent.change(field, { target: { value: text } });

  expect(button).toBeDisabled();
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(onSend).not.toHaveBeenCalled();
  expect(field).toHaveValue(text);
});

test('a key that is held down sends one message', () => {
  const { field, onSend } = open();
  fireEvent.change(field, { target: { value: 'once' } });

  fireEvent.keyDown(field, { key: 'Enter' });
  fireEvent.change(field, { target: { value: 'typed while the key was down' } });
  fireEvent.keyDown(field, { key: 'Enter', repeat: true });

  expect(onSend).toHaveBeenCalledOnce();
});

test('a double click on Send sends one message', async () => {
  const { field, button, onSend } = open();
  await userEvent.type(field, 'once');

  await userEvent.dblClick(button);

  expect(onSend).toHaveBeenCalledOnce();
});

test('a count appears near the limit', () => {
  const { field } = open();

  fireEvent.change(field, { target: { value: 'x'.repeat(9_000) } });
  expect(screen.queryByText(/characters/)).not.toBeInTheDocument();

  fireEvent.change(field, { target: { value: '👨‍👩‍👧'.repeat(9_001) } });
  expect(screen.getByText('9,001 of 10,000 characters')).toBeInTheDocument();
});

test('a text over the limit is kept whole, explained and not sent', () => {
  const { field, onSend } = open();
  const text = 'x'.repeat(10_012);
  fireEvent.change(field, { target: { value: text } });

  fireEvent.keyDown(field, { key: 'Enter' });

  expect(onSend).not.toHaveBeenCalled();
  expect(field).toHaveValue(text);
  expect(field).toHaveAccessibleDescription('12 characters too many. Shorten the message to send it.');
  const button = screen.getByRole('button', { name: 'Send message' });
  expect(button).toHaveAttribute('aria-disabled', 'true');
  fireEvent.click(button);
  expect(onSend).not.toHaveBeenCalled();
  fireEvent.change(field, { target: { value: 'x'.repeat(10_001) } });
  expect(field).toHaveAccessibleDescription('1 character too many. Shorten the message to send it.');
  fireEvent.change(field, { target: { value: 'x'.repeat(10_000) } });
  expect(button).not.toHaveAttribute('aria-disabled');
});

test('a reply names its parent and goes out with the message, once', async () => {
  const { draftKey, onSend, field } = open();
  act(() => changeDraft(draftKey, { replyTo }));

  expect(await screen.findByText('Are you there?')).toBeInTheDocument();
  await userEvent.type(field, 'Yes{Enter}again{Enter}');

  expect(onSend.mock.calls).toEqual([
    [{ text: 'Yes', mentions: [], replyTo, attachments: [] }, []],
    [{ text: 'again', mentions: [], replyTo: null, attachments: [] }, []],
  ]);
});

test('Esc cancels the reply and leaves the text', async () => {
  const { draftKey, field } = open();
  await userEvent.type(field, 'half a thought');
  act(() => changeDraft(draftKey, { replyTo }));
  await screen.findByRole('button', { name: 'Cancel reply' });

  await userEvent.type(field, '{Escape}{Escape}');

  expect(screen.queryByRole('button', { name: 'Cancel reply' })).not.toBeInTheDocument();
  expect(field).toHaveValue('half a thought');
});

test('a returned text goes before what was written since', () => {
  const { draftKey } = open();

  returnToDraft(draftKey, { content: 'first', replyTo, attachments: [], waitsFor: [] });
  expect(readDraft(draftKey)).toEqual({ text: 'first', mentions: [], replyTo, attachments: [] });

  returnToDraft(draftKey, { content: 'zeroth', replyTo: null, attachments: [], waitsFor: [] });
  expect(readDraft(draftKey)).toEqual({ text: 'zeroth\nfirst', mentions: [], replyTo, attachments: [] });
});

test('where code is being written, Enter breaks the line, and Ctrl+Enter sends', async () => {
  const { field, onSend } = open();

  await userEvent.type(field, '```js{Enter}a()');
  expect(field).toHaveValue('```js\na()');
  await userEvent.type(field, '{Control>}{Enter}{/Control}');

  expect(onSend.mock.calls).toEqual([
    [{ text: '```js\na()', mentions: [], replyTo: null, attachments: [] }, []],
  ]);
});

test('behind the end of the code, Enter sends', async () => {
  const { field, onSend } = open();

  await userEvent.type(field, '```{Enter}a{Enter}```{Enter}');

  expect(onSend.mock.calls).toEqual([
    [{ text: '```\na\n```', mentions: [], replyTo: null, attachments: [] }, []],
  ]);
});

test('the preview shows the text and leaves the field as it is', async () => {
  const { field, button, onSend } = open();
  await userEvent.type(field, 'see https://example.com');

  await userEvent.click(await screen.findByRole('button', { name: 'Preview' }));
  const preview = screen.getByRole('region', { name: 'Preview' });
  expect(within(preview).getByRole('link', { name: 'https://example.com' })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Bold' })).toBeDisabled();
  await userEvent.click(button);

  expect(onSend).toHaveBeenCalledOnce();
  expect(preview).not.toBeInTheDocument();
  expect(field).toHaveFocus();
});

test('each channel has its own draft', async () => {
  const { draftKey, field } = open();
  await userEvent.type(field, 'for this one');

  expect(readDraft('person/other')).toEqual({ text: '', mentions: [], replyTo: null, attachments: [] });
  expect(readDraft(draftKey).text).toBe('for this one');
});

test('every change says that somebody is writing; an emptied or left field says that nobody is', async () => {
  const { field, onWriting } = open();

  await userEvent.type(field, 'hi{Backspace}{Backspace}');
  expect(onWriting.mock.calls).toEqual([[true], [true], [true], [false]]);
  await userEvent.type(field, 'x');
  await userEvent.tab();
  await userEvent.tab();

  expect(onWriting.mock.lastCall).toEqual([false]);
});

test('sending says nothing of its own: the message tells that its writer has stopped', async () => {
  const { field, onWriting } = open();

  await userEvent.type(field, 'x{Enter}');

  expect(onWriting.mock.calls).toEqual([[true]]);
});
