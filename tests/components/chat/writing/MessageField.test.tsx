import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef, useState } from 'react';
import { expect, test, vi } from 'vitest';
import FormattingTools from '../../../../components/chat/writing/FormattingTools.tsx';
import { MessageField } from '../../../../components/chat/writing/MessageField.tsx';

interface EditorProps {
  first: string;
  onSubmit: () => void;
  onCancel: () => void;
  onFiles: ((files: File[]) => void) | undefined;
}

function Editor({ first, ...props }: EditorProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(first);
  return (
    <>
      <MessageField field={field} label="Edit message" value={text} onChange={setText} {...props} />
      <FormattingTools field={field} isPreviewing={false} onPreview={() => undefined} />
    </>
  );
}

/** With all of the text selected. */
async function edit(first: string, options: { onFiles?: (files: File[]) => void } = {}) {
  const onSubmit = vi.fn();
  const onCancel = vi.fn();
  render(<Editor first={first} onSubmit={onSubmit} onCancel={onCancel} onFiles={options.onFiles} />);
  // what the field can do comes after it
  await import('../../../../components/chat/writing/field-abilities.ts');
  await vi.dynamicImportSettled();
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Edit message' });
  field.focus();
  field.setSelectionRange(0, first.length);
  return { field, onSubmit, onCancel };
}

interface Clipboard {
  formats?: Record<string, string>;
  files?: File[];
}

/** False: what was pasted is left to the browser. */
function paste(field: HTMLElement, { formats = {}, files = [] }: Clipboard): boolean {
  const clipboardData = { getData: (type: string) => formats[type] ?? '', files };
  return !fireEvent.paste(field, { clipboardData });
}

const picture = new File(['x'], 'picture.png', { type: 'image/png' });

test.each([
  ['{Control>}b{/Control}', '**a**'],
  ['{Control>}i{/Control}', '*a*'],
  ['{Control>}e{/Control}', '`a`'],
  ['{Control>}k{/Control}', '[a](url)'],
  ['{Control>}{Shift>}X{/Shift}{/Control}', '~~a~~'],
  ['{Control>}{Shift>}[Digit8]{/Shift}{/Control}', '- a'],
  ['{Control>}{Shift>}[Digit9]{/Shift}{/Control}', '> a'],
  ['{Control>}{Alt>}b{/Alt}{/Control}', 'a'],
])('%s makes %s', async (keys, text) => {
  const { field } = await edit('a');

  await userEvent.keyboard(keys);

  expect(field).toHaveValue(text);
});

test('Ctrl+K is the page’s where nothing is selected, and not where something is', async () => {
  const { field } = await edit('a');
  const heard = vi.fn();
  document.addEventListener('keydown', heard);

  await userEvent.keyboard('{Control>}k{/Control}');
  expect(heard.mock.calls.map(([{ key }]) => key)).toEqual(['Control']);
  field.setSelectionRange(0, 0);
  await userEvent.keyboard('{Control>}k{/Control}');
  document.removeEventListener('keydown', heard);

  expect(heard.mock.calls.map(([{ key }]) => key)).toEqual(['Control', 'Control', 'k']);
});

test('a key that an input method takes formats nothing', async () => {
  const { field } = await edit('日本');

  fireEvent.keyDown(field, { key: 'b', ctrlKey: true, isComposing: true });

  expect(field).toHaveValue('日本');
});

test('Enter submits, Esc cancels, Shift+Enter goes on with a list and ends it', async () => {
  const { field, onSubmit, onCancel } = await edit('- a');
  field.setSelectionRange(3, 3);

  await userEvent.keyboard('{Shift>}{Enter}{/Shift}b');
  expect(field).toHaveValue('- a\n- b');
  await userEvent.keyboard('{Shift>}{Enter}{Enter}{/Shift}');
  expect(field).toHaveValue('- a\n- b\n');
  await userEvent.keyboard('{Enter}{Escape}');

  expect(onSubmit).toHaveBeenCalledOnce();
  expect(onCancel).toHaveBeenCalledOnce();
});

test('the tools are one stop of Tab, reached with the arrow keys, and lead back to the text', async () => {
  const { field } = await edit('a');
  expect(screen.getByRole('toolbar', { name: 'Formatting' })).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Bold' })).toHaveAttribute('title', 'Bold (Ctrl+B)');

  await userEvent.tab();
  expect(screen.getByRole('button', { name: 'Bold' })).toHaveFocus();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  expect(screen.getByRole('button', { name: 'Link' })).toHaveFocus();
  await userEvent.keyboard('{Home}{ArrowRight}{Enter}');

  expect(field).toHaveFocus();
  expect(field).toHaveValue('*a*');
  await userEvent.tab();
  expect(screen.getByRole('button', { name: 'Italic' })).toHaveFocus();
});

test('formatted text becomes Markdown', async () => {
  const { field } = await edit('');

  expect(paste(field, { formats: { 'text/plain': 'very bold', 'text/html': 'very <b>bold</b>' } })).toBe(
    true,
  );

  expect(field).toHaveValue('very bold');
  await waitFor(() => expect(field).toHaveValue('very **bold**'));
});

test('what is written before the Markdown is there stays', async () => {
  const { field } = await edit('');
  paste(field, { formats: { 'text/plain': 'a\r\nb', 'text/html': '<b>a</b><br>b' } });
  await userEvent.keyboard(' and more');

  await waitFor(() => expect(field).toHaveValue('**a**\nb and more'));
  expect(field.selectionStart).toBe('**a**\nb and more'.length);
});

test.each([
  ['without formatting', { 'text/plain': '2*3*4', 'text/html': '<span>2*3*4</span>' }, '{Home}'],
  ['with Shift', { 'text/plain': 'a', 'text/html': '<b>a</b>' }, '{Control>}{Shift>}V{/Shift}{/Control}'],
  ['into code', { 'text/plain': 'a', 'text/html': '<b>a</b>' }, '```{Shift>}{Enter}{/Shift}'],
])('what is pasted %s is left to the browser', async (_how, formats, before) => {
  const { field } = await edit('');
  await userEvent.keyboard(before);

  expect(paste(field, { formats })).toBe(false);
});

test('cells become a table although the clipboard holds a picture of them', async () => {
  const onFiles = vi.fn();
  const { field } = await edit('', { onFiles });
  const html = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table></table></html>';

  paste(field, { formats: { 'text/plain': 'a\tb\r\n1\t2\r\n', 'text/html': html }, files: [picture] });

  await waitFor(() => expect(field).toHaveValue('| a | b |\n| --- | --- |\n| 1 | 2 |'));
  expect(onFiles).not.toHaveBeenCalled();
});

test('code from an editor becomes a block of its language', async () => {
  const { field } = await edit('');
  const code = 'if (a) {\n  b * c * d\n}';

  paste(field, {
    formats: {
      'text/plain': code,
      'text/html': '<div></div>',
      'vscode-editor-data': '{"mode":"javascript"}',
    },
  });

  await waitFor(() => expect(field).toHaveValue(`\`\`\`javascript\n${code}\n\`\`\``));
});

test('an address pasted over a text links it', async () => {
  const { field } = await edit('docs');

  paste(field, { formats: { 'text/plain': 'https://example.com' } });

  expect(field).toHaveValue('[docs](https://example.com)');
});

test.each<[what: string, clipboard: Clipboard]>([
  ['a picture', { files: [picture] }],
  ['a picture of a page', { files: [picture], formats: { 'text/html': '<img src="x">' } }],
  ['a file with its name', { files: [picture], formats: { 'text/plain': 'picture.png' } }],
])('%s goes to who takes files', async (_what, clipboard) => {
  const onFiles = vi.fn();
  const { field } = await edit('a', { onFiles });

  expect(paste(field, clipboard)).toBe(true);

  expect(onFiles.mock.calls).toEqual([[[picture]]]);
  expect(field).toHaveValue('a');
});

test('a text that makes the message too long becomes a file, whole', async () => {
  const onFiles = vi.fn<(files: File[]) => void>();
  const { field } = await edit('a', { onFiles });
  field.setSelectionRange(1, 1);
  const text = '👨‍👩‍👧'.repeat(10_000);

  expect(paste(field, { formats: { 'text/plain': text } })).toBe(true);

  const [file] = onFiles.mock.calls[0]?.[0] ?? [];
  expect(file).toMatchObject({ name: 'pasted-text.txt', type: 'text/plain' });
  expect(await file?.text()).toBe(text);
  expect(field).toHaveValue('a');
});

test('where nobody takes files, such a text is the browser’s to paste', async () => {
  const { field } = await edit('');

  expect(paste(field, { formats: { 'text/plain': 'x'.repeat(10_001) } })).toBe(false);
});
