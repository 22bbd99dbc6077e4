import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { halvesOf } from '#lib/markdown/beginning';
import { isEmojiOnly } from '#lib/markdown/emoji-only';
import { parsedOf } from '#lib/markdown/parsed';
import { emojiStore } from '#services/emoji';
import { Blocks } from './text/Blocks.tsx';
import { LongText } from './text/LongText.tsx';
import { isSurelyLong, SHORT_LENGTH } from './text/long-text.ts';

interface MessageTextProps {
  messageId: string;
  content: string;
  /** Stands at its end: that it was edited. */
  mark?: ReactNode;
}

/** What a message says, as its Markdown wants it. Nothing in it is ever taken for HTML. */
export function MessageText({ messageId, content, mark }: MessageTextProps) {
  const blocks = parsedOf(content);
  const isLarge = useStore(emojiStore, ({ byName }) => isEmojiOnly(blocks, (name) => byName.has(name)));
  return (
    <LongText
      messageId={messageId}
      content={content}
      className={`message-text message-blocks ${isLarge ? 'text-emoji' : ''}`}
    >
      {(isShort) => {
        if (!isShort || !isSurelyLong(content)) {
          return <Blocks blocks={blocks} messageId={messageId} after={mark} />;
        }
        const { beginning, rest } = halvesOf(blocks, SHORT_LENGTH);
        return (
          <>
            <Blocks blocks={beginning} messageId={messageId} />
            <div className="message-blocks [content-visibility:hidden]">
              <Blocks blocks={rest} messageId={messageId} after={mark} />
            </div>
          </>
        );
      }}
    </LongText>
  );
}
