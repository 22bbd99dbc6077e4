import { directionOf } from '#lib/markdown/direction';
import type { Cell, Table } from '#lib/markdown/tree';
import { Inlines } from './Inlines.tsx';

interface TableBlockProps {
  table: Table;
  messageId: string;
}

const ALIGN = { left: 'text-start', center: 'text-center', right: 'text-end' } as const;

/** Wider than the message, it is scrolled within it. */
export function TableBlock({ table, messageId }: TableBlockProps) {
  const { alignments, head, rows } = table;
  const looksOf = (column: number) =>
    `border border-line px-2.5 py-1 message-line ${ALIGN[alignments[column] ?? 'left']}`;
  const cell = (cell: Cell) => <Inlines inlines={cell} messageId={messageId} />;
  return (
    <div dir={directionOf(table)} className="max-w-full overflow-x-auto wrap-break-word">
      <table className="border-collapse">
        <thead>
          <tr>
            {head.map((text, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column has no other name and never moves
              <th key={column} dir="auto" scope="col" className={`bg-side font-semibold ${looksOf(column)}`}>
                {cell(text)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row has no other name and never moves
            <tr key={row}>
              {cells.map((text, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={column} dir="auto" className={looksOf(column)}>
                  {cell(text)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
