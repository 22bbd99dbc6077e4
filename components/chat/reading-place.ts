/**
 * Where somebody reads in a list that changes around them. Heights say nothing about what changed where, so the place
 * is kept by the messages in view: after a change, the first of them that is still there goes back to where it was.
 */

/** CSS pixels from the end within which somebody counts as being there. */
const END_WITHIN = 100;

export interface ReadingPlace {
  readonly isAtEnd: boolean;
  readonly scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
  /** The messages in view and their distance from the top of the content. */
  readonly inView: ReadonlyArray<{ element: HTMLElement; top: number }>;
}

export const AT_END: ReadingPlace = {
  isAtEnd: true,
  scrollTop: 0,
  scrollHeight: 0,
  clientHeight: 0,
  inView: [],
};

export function readPlace(scroller: HTMLElement): ReadingPlace {
  const { scrollTop, scrollHeight, clientHeight } = scroller;
  const isAtEnd = scrollHeight - clientHeight - scrollTop <= END_WITHIN;
  // at the end the place is the end
  const inView = isAtEnd ? [] : messagesInView(scroller);
  return { isAtEnd, scrollTop, scrollHeight, clientHeight, inView };
}

/** Whether the list and its content are as large as when the place was read. */
export function isSized({ scrollHeight, clientHeight }: HTMLElement, place: ReadingPlace): boolean {
  return scrollHeight === place.scrollHeight && clientHeight === place.clientHeight;
}

/** Puts the list back after its content or its size has changed. */
export function restorePlace(scroller: HTMLElement, place: ReadingPlace): void {
  if (wasAtEnd(scroller, place)) scroller.scrollTop = scroller.scrollHeight;
  else scroller.scrollTop += driftOf(scroller, place);
}

/** By where the list is now: it may have been scrolled since the place was read, and its event be still to come. */
function wasAtEnd({ scrollTop }: HTMLElement, place: ReadingPlace): boolean {
  if (scrollTop === place.scrollTop || place.scrollHeight === 0) return place.isAtEnd;
  return place.scrollHeight - place.clientHeight - scrollTop <= END_WITHIN;
}

function driftOf(scroller: HTMLElement, { inView }: ReadingPlace): number {
  const anchor = inView.find(({ element }) => element.isConnected);
  return anchor ? topOf(scroller, anchor.element) - anchor.top : 0;
}

function messagesInView(scroller: HTMLElement): ReadingPlace['inView'] {
  const view = scroller.getBoundingClientRect();
  const messages = [...scroller.querySelectorAll<HTMLElement>('[data-message]')];
  const first = firstIndex(messages, (element) => element.getBoundingClientRect().bottom > view.top);
  const inView: Array<{ element: HTMLElement; top: number }> = [];
  for (const element of messages.slice(first)) {
    if (element.getBoundingClientRect().top >= view.bottom) break;
    inView.push({ element, top: topOf(scroller, element) });
  }
  return inView;
}

/** In the coordinates of the content, which scrolling does not change. Fractions count: rounding would drift. */
function topOf(scroller: HTMLElement, element: HTMLElement): number {
  return element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
}

/** Of a list that goes from no to yes. */
function firstIndex<T>(list: readonly T[], isYes: (item: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = list[middle];
    if (item !== undefined && isYes(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
