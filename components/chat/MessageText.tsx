import { splitLinks } from './links.ts';

/** Plain text with its line breaks; addresses become links. Nothing in it is ever taken for HTML. */
export function MessageText({ content, isEdited }: { content: string; isEdited: boolean }) {
  return (
    <p dir="auto" className="message-text">
      {splitLinks(content).map(({ text, href }, index) =>
        href ? (
          <a
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name and never move
            key={index}
            href={href}
            target="_blank"
            rel="noopener nofollow ugc"
            className="text-accent underline decoration-accent/40 underline-offset-2 [unicode-bidi:isolate] hover:decoration-current"
          >
            {text}
          </a>
        ) : (
          text
        ),
      )}
      {isEdited && <span className="text-muted text-xs"> (edited)</span>}
    </p>
  );
}
