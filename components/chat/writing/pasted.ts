import { cellsOf, isTabular, tableOf } from './cells.ts';
import { fenced } from './fences.ts';

/** What a clipboard holds for a message. */
export interface Pasted {
  text: string;
  html: string;
  /** Of an editor's code. */
  language: string;
  /** Where they are what was copied, and not one more picture of the text. */
  files: File[];
  kind: 'plain' | 'cells' | 'code' | 'html';
}

/** Says that a table is all there is: Excel, Google Sheets, LibreOffice, Numbers. */
const SPREADSHEET =
  /urn:schemas-microsoft-com:office:excel|<google-sheets-html-origin|LibreOffice|OpenOffice/i;
/** Elements that Markdown has a word for, and inline styles that stand for some of them. */
const FORMATTED =
  /<(?:a|b|strong|i|em|s|del|strike|code|pre|kbd|ul|ol|blockquote|table|h[1-6]|img)[\s>]|font-weight:\s*(?:bold|[6-9]00)|font-style:\s*italic|line-through|white-space:\s*pre;/i;

export function pastedOf(data: DataTransfer): Pasted {
  const text = data.getData('text/plain').replace(/\r\n?/g, '\n');
  const html = data.getData('text/html');
  const files = text === '' || html === '' ? [...data.files] : [];
  const editor = data.getData('vscode-editor-data');
  return { text, html, files, language: languageOf(editor), kind: kindOf(text, html, editor) };
}

/** The Markdown of what was pasted. */
export async function formattedOf({ text, html, language, kind }: Pasted): Promise<string> {
  if (kind === 'cells') return tableOf(cellsOf(text) ?? []);
  if (kind === 'code') return fenced(text.replace(/\n$/, ''), language);
  try {
    const { htmlToMarkdown } = await import('./html-to-markdown.ts');
    return htmlToMarkdown(html) || text;
  } catch {
    // the converter could not be loaded: the plain text is there
    return text;
  }
}

/** What VS Code says of the text that it has copied. */
function languageOf(editor: string): string {
  try {
    const { mode } = JSON.parse(editor);
    return typeof mode === 'string' && /^[\w+#.-]+$/.test(mode) && mode !== 'plaintext' ? mode : '';
  } catch {
    return '';
  }
}

function kindOf(text: string, html: string, editor: string): Pasted['kind'] {
  if (text === '') return 'plain';
  if (editor !== '') return text.trim().includes('\n') ? 'code' : 'plain';
  if (SPREADSHEET.test(html)) return cellsOf(text) ? 'cells' : 'plain';
  if (html === '') return isTabular(text) ? 'cells' : 'plain';
  // what has no formatting is kept as it is, rather than escaped for Markdown
  return FORMATTED.test(html) ? 'html' : 'plain';
}
