import type { ReactNode } from 'react';
import { directionOf } from '#lib/markdown/direction';
import type { Block, List } from '#lib/markdown/tree';
import { CodeBlock } from './CodeBlock.tsx';
import { Inlines } from './Inlines.tsx';
import { TableBlock } from './TableBlock.tsx';

interface BlocksProps {
  blocks: readonly Block[];
  messageId: string;
  /** What stands behind the text, in its last line where that is one. */
  after?: ReactNode;
}

/** The parts of a text, each in its own direction. */
export function Blocks({ blocks, messageId, after = null }: BlocksProps) {
  const last = blocks.length - 1;
  const isLineLast = blocks[last]?.type === 'paragraph';
  return (
    <>
      {blocks.map((block, index) => (
        <BlockView
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name and never move
          key={index}
          block={block}
          messageId={messageId}
          after={isLineLast && index === last ? after : null}
        />
      ))}
      {!isLineLast && after && <p>{after}</p>}
    </>
  );
}

interface BlockViewProps {
  block: Block;
  messageId: string;
  after: ReactNode;
}

function BlockView({ block, messageId, after }: BlockViewProps) {
  switch (block.type) {
    case 'paragraph':
      return (
        <p dir="auto" className="message-line">
          <Inlines inlines={block.inlines} messageId={messageId} />
          {after && <bdi>{after}</bdi>}
        </p>
      );
    case 'code':
      return <CodeBlock language={block.language} text={block.text} whole={block.whole} />;
    case 'quote':
      return (
        <blockquote
          dir={directionOf(block)}
          className="message-blocks border-line border-s-3 ps-3 text-muted"
        >
          <Blocks blocks={block.blocks} messageId={messageId} />
        </blockquote>
      );
    case 'list':
      return <ListBlock list={block} messageId={messageId} />;
    case 'table':
      return <TableBlock table={block} messageId={messageId} />;
  }
}

function ListBlock({ list, messageId }: { list: List; messageId: string }) {
  const { start, isLoose, items } = list;
  const dir = directionOf(list);
  const children = items.map((blocks, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the items of one text have no other name and never move
    <li key={index} className="message-item message-blocks">
      <Blocks blocks={blocks} messageId={messageId} />
    </li>
  ));
  const gap = isLoose ? 'space-y-1.5' : '';
  if (start === null)
    return (
      <ul dir={dir} className={`list-disc ps-5.5 ${gap}`}>
        {children}
      </ul>
    );
  // as wide as the last number
  const digits = `${start + items.length - 1}`.length;
  return (
    <ol
      dir={dir}
      start={start}
      className={`list-decimal ${gap}`}
      style={{ paddingInlineStart: `${digits + 1.7}ch` }}
    >
      {children}
    </ol>
  );
}
