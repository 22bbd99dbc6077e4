import { splitLinks } from './links.ts';
import { TextLink } from './TextLink.tsx';

interface MessageTextProps {
  messageId: string;
  content: string;
  isEdited: boolean;
}

/** Plain text with its line breaks; addresses become links. Nothing in it is ever taken for HTML. */
export function MessageText({ messageId, content, isEdited }: MessageTextProps) {
  return (
    <p dir="auto" className="message-text">
      {splitLinks(content).map(({ text, href }, index) =>
        href ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name and never move
          <TextLink key={index} messageId={messageId} href={href} text={text} />
        ) : (
          text
        ),
      )}
      {isEdited && <span className="text-muted text-xs"> (edited)</span>}
    </p>
  );
}
