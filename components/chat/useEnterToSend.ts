import { type CompositionEvent, type KeyboardEvent, useRef } from 'react';

/** What browsers give as `keyCode` of a key that an input method has taken for itself. */
const TAKEN_BY_INPUT_METHOD = 229;
/** Milliseconds: Safari fires the Enter that ends a composition after the composition, as if it were a plain one. */
const SAFARI_ENTER_WITHIN = 50;

/** Enter sends, Shift+Enter breaks the line, and the Enter that ends a composition is the input method's. */
export function useEnterToSend(send: () => void) {
  const composedAt = useRef(Number.NEGATIVE_INFINITY);

  function handleCompositionEnd(event: CompositionEvent) {
    composedAt.current = event.nativeEvent.timeStamp;
  }

  function handleEnter(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || endsComposition(event)) return;
    event.preventDefault();
    // a key held down is one message
    if (!event.repeat) send();
  }

  function endsComposition({ nativeEvent }: KeyboardEvent): boolean {
    const lastComposed = composedAt.current;
    composedAt.current = Number.NEGATIVE_INFINITY;
    return isOfInputMethod(nativeEvent, lastComposed);
  }

  return { handleCompositionEnd, handleEnter };
}

/** Whether an input method has taken a key for itself. @param composedAt when a composition ended last, as events tell time */
export function isOfInputMethod(
  { isComposing, keyCode, timeStamp }: KeyboardEvent['nativeEvent'],
  composedAt: number,
): boolean {
  return isComposing || keyCode === TAKEN_BY_INPUT_METHOD || timeStamp - composedAt < SAFARI_ENTER_WITHIN;
}
