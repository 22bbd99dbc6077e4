import type { MouseEvent } from 'react';

/** Who is writing keeps the focus, whatever comes into view. */
export function isTyping(): boolean {
  const { activeElement } = document;
  return activeElement instanceof HTMLTextAreaElement && activeElement.value !== '';
}

/** A finger cannot hover: a tap gives the message the focus, and that shows what can be done with it. */
export function focusTapped({ target, nativeEvent }: MouseEvent) {
  if (!(target instanceof Element) || target.closest('a, button')) return;
  // a screen that is touched on a machine that has a mouse, too
  const isByFinger = 'pointerType' in nativeEvent && nativeEvent.pointerType === 'touch';
  if (!isByFinger && !window.matchMedia('(hover: none)').matches) return;
  target.closest<HTMLElement>('[data-message]')?.focus({ preventScroll: true });
}
