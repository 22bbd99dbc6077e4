import { type FocusEvent, type KeyboardEvent, useState } from 'react';
import type { TimelineRow } from '#lib/timeline/rows';

/** The keyboard's way through a list of messages: Tab stops at one of them, up and down go to the others. */
export function useTabStop(drawn: readonly TimelineRow[]) {
  const [focusedKey, setFocusedKey] = useState<string | null>(null);

  function handleFocus({ target }: FocusEvent) {
    const message = target.closest<HTMLElement>('[data-message]')?.dataset.message;
    if (message) setFocusedKey(message);
  }

  return { tabStop: tabStopOf(drawn, focusedKey), handleFocus, stepToMessage };
}

/** Tab goes into the list at the message that had the focus last, and at first to the newest. */
function tabStopOf(drawn: readonly TimelineRow[], focusedKey: string | null): string | undefined {
  const messages = drawn.filter(({ type }) => type === 'message' || type === 'pending');
  return (messages.find(({ key }) => key === focusedKey) ?? messages.at(-1))?.key;
}

/** Up and down go from message to message. */
function stepToMessage(event: KeyboardEvent): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const { target, currentTarget } = event;
  if (!step || !(target instanceof HTMLElement) || !target.matches('[data-message]')) return;
  const messages = [...currentTarget.querySelectorAll<HTMLElement>('[data-message]')];
  event.preventDefault();
  messages[messages.indexOf(target) + step]?.focus();
}
