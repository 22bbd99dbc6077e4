/** A cell as spreadsheets write it: bare, or in quotes that are doubled within, when it has tabs or line breaks. */
const CELL = /(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))(\t|\n|$)/g;

/** The cells of what a spreadsheet has copied; null when they are not two rows and two columns at least. */
export function cellsOf(copied: string): string[][] | null {
  const rows: string[][] = [[]];
  const text = copied.replace(/\n$/, '');
  for (const [, quoted, bare = '', end] of text.matchAll(CELL)) {
    rows.at(-1)?.push(quoted === undefined ? bare : unquoted(quoted));
    // the pattern would find the empty end once more
    if (end === '') break;
    if (end === '\n') rows.push([]);
  }
  const columns = rows[0]?.length ?? 0;
  const isTable = rows.length >= 2 && columns >= 2 && rows.every(({ length }) => length === columns);
  return isTable ? rows : null;
}

/** Whether a text without anything that says so was copied from a table: every row begins with something. */
export function isTabular(copied: string): boolean {
  return cellsOf(copied)?.every(([first = '']) => first.trim() !== '') ?? false;
}

/** A Markdown table; its head is the first row. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows.map((row) => row.map(escaped));
  return [head, head.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Only a cell that needs them is in quotes; all others are a part of it. */
function unquoted(quoted: string): string {
  return /[\t\n]|""/.test(quoted) ? quoted.replaceAll('""', '"') : `"${quoted}"`;
}

function escaped(cell: string): string {
  return cell
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[\\`*|]|~~|(?<!\w)_|_(?!\w)/g, String.raw`\$&`);
}
