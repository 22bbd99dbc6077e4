import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import { pathOfPage, safeHref } from './links.ts';
import type { Visit } from './useJump.ts';

interface TextLinkProps {
  /** The message that says it. */
  messageId: string;
  href: string;
  title?: string | null;
  children: ReactNode;
}

const LOOKS =
  'text-accent underline decoration-accent/40 underline-offset-2 [unicode-bidi:isolate] hover:decoration-current';

/** A state of its own, so that an address which is already open is gone to again. */
const ARRIVAL: Visit = { leftAt: null };

/** An address in a message. One of this chat is gone to in this page; any other opens beside it and learns nothing of it. */
export function TextLink({ messageId, href: address, title, children }: TextLinkProps) {
  const href = safeHref(address);
  if (href === null) return children;
  const path = pathOfPage(href, location.origin);
  if (path === null) {
    return (
      <a href={href} title={title ?? undefined} target="_blank" rel="noopener nofollow ugc" className={LOOKS}>
        {children}
      </a>
    );
  }
  return (
    <Link
      href={path}
      title={title ?? undefined}
      state={ARRIVAL}
      onClick={() => comeBackTo(messageId)}
      className={LOOKS}
    >
      {children}
    </Link>
  );
}

/** Where Back leads, also from another message of the same channel. */
function comeBackTo(messageId: string): void {
  const state: Visit = { leftAt: messageId };
  navigate(location.href, { replace: true, state });
}
