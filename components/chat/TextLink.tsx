import { Link } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import { pathOfPage } from './links.ts';
import type { Visit } from './useJump.ts';

interface TextLinkProps {
  /** The message that says it. */
  messageId: string;
  href: string;
  text: string;
}

const LOOKS =
  'text-accent underline decoration-accent/40 underline-offset-2 [unicode-bidi:isolate] hover:decoration-current';

/** A state of its own, so that an address which is already open is gone to again. */
const ARRIVAL: Visit = { leftAt: null };

/** An address in a message. One of this chat is gone to in this page; any other opens beside it and learns nothing of it. */
export function TextLink({ messageId, href, text }: TextLinkProps) {
  const path = pathOfPage(href, location.origin);
  if (path === null) {
    return (
      <a href={href} target="_blank" rel="noopener nofollow ugc" className={LOOKS}>
        {text}
      </a>
    );
  }
  return (
    <Link href={path} state={ARRIVAL} onClick={() => comeBackTo(messageId)} className={LOOKS}>
      {text}
    </Link>
  );
}

/** Where Back leads, also from another message of the same channel. */
function comeBackTo(messageId: string): void {
  const state: Visit = { leftAt: messageId };
  navigate(location.href, { replace: true, state });
}
