/**
 * Where somebody reads in a list that changes around them. Heights say nothing about what changed where, so the place
 * is kept by the messages in view: after a change, the first of them that is still there goes back to where it was.
 */
import { firstIndex } from '#lib/binary-search';

/** CSS pixels from the end within which somebody counts as being there. */
const END_WITHIN = 100;
/** Part of the view that may be new for a list to follow its end: more than that pushes out what is being read. */
const FOLLOWED_PART = 0.75;

export interface ReadingPlace {
  readonly isAtEnd: boolean;
  readonly scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
  readonly inView: readonly MessageInView[];
}

interface MessageInView {
  readonly element: HTMLElement;
  /** Pixels from the top of the content. */
  readonly top: number;
  readonly height: number;
  readonly text: string;
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
  return { isAtEnd, scrollTop, scrollHeight, clientHeight, inView: messagesInView(scroller) };
}

/** Whether the list and its content are as large as when the place was read. */
export function isSized({ scrollHeight, clientHeight }: HTMLElement, place: ReadingPlace): boolean {
  return scrollHeight === place.scrollHeight && clientHeight === place.clientHeight;
}

/**
 * Puts the list back after its size has changed: who was at the end still is. Who has opened or closed something in a message
 * reads that message, wherever it stands.
 */
export function restorePlace(scroller: HTMLElement, place: ReadingPlace): void {
  const unfolded = unfoldedIn(place);
  if (unfolded) putBack(scroller, { ...place, inView: [unfolded] });
  else if (wasAtEnd(scroller, place)) goToEnd(scroller);
  else putBack(scroller, place);
}

/** Puts the list back after other rows of it were drawn: what is in view stays where it is, also near the end. */
export function holdPlace(scroller: HTMLElement, place: ReadingPlace): void {
  if (driftOf(scroller, place) !== 0) putBack(scroller, place);
}

/**
 * Puts the list back after its rows have changed. Who was at the end still is while what came below fits into most of the
 * view; when it does not, the text that was being read stays where it was.
 */
export function settlePlace(scroller: HTMLElement, place: ReadingPlace): void {
  const followsEnd =
    wasAtEnd(scroller, place) && cameBelow(scroller, place) <= FOLLOWED_PART * place.clientHeight;
  if (followsEnd || place.scrollHeight === 0) goToEnd(scroller);
  else putBack(scroller, place);
}

/** As `settlePlace`, for changes that nobody saw: the place is the last one that somebody did see. */
export function settleUnseen(scroller: HTMLElement, place: ReadingPlace): void {
  if (place.scrollHeight > 0) scroller.scrollTop = place.scrollTop;
  settlePlace(scroller, place);
}

function putBack(scroller: HTMLElement, place: ReadingPlace): void {
  const wanted = scrolledTo(scroller, place) + driftOf(scroller, place);
  // also to where it is already, it would end the scrolling that a key has begun
  if (wanted !== scroller.scrollTop) scroller.scrollTop = wanted;
}

function goToEnd(scroller: HTMLElement): void {
  scroller.scrollTop = scroller.scrollHeight;
}

function unfoldedIn({ inView }: ReadingPlace): MessageInView | undefined {
  const { activeElement } = document;
  if (!activeElement?.matches('[aria-expanded]')) return undefined;
  return inView.find(
    ({ element, height }) =>
      element.contains(activeElement) && element.getBoundingClientRect().height !== height,
  );
}

/** Pixels that came after the last message in view; none when it is not there any more. */
function cameBelow(scroller: HTMLElement, { inView, scrollHeight }: ReadingPlace): number {
  const last = inView.findLast(({ element }) => element.isConnected);
  if (!last) return 0;
  return scroller.scrollHeight - topOf(scroller, last.element) - (scrollHeight - last.top);
}

/**
 * Where the list was scrolled to before it changed. A list that became too short for that was moved to its end by the
 * browser, which is no scrolling of its reader.
 */
function scrolledTo({ scrollTop, scrollHeight, clientHeight }: HTMLElement, place: ReadingPlace): number {
  const isCutShort = scrollTop < place.scrollTop && scrollTop >= scrollHeight - clientHeight - 1;
  return isCutShort ? place.scrollTop : scrollTop;
}

/** By where the list is now: it may have been scrolled since the place was read, and its event be still to come. */
function wasAtEnd(scroller: HTMLElement, place: ReadingPlace): boolean {
  const scrollTop = scrolledTo(scroller, place);
  if (scrollTop === place.scrollTop || place.scrollHeight === 0) return place.isAtEnd;
  return place.scrollHeight - place.clientHeight - scrollTop <= END_WITHIN;
}

function driftOf(scroller: HTMLElement, place: ReadingPlace): number {
  const anchor = anchorOf(place);
  return anchor ? topOf(scroller, anchor.element) - anchor.top : 0;
}

/** What was being read: the first message whose top was in view and that is as it was. One that was edited moves its own text. */
function anchorOf({ inView, scrollTop }: ReadingPlace): MessageInView | undefined {
  const present = inView.filter(({ element }) => element.isConnected);
  const unchanged = present.filter(
    ({ element, height, text }) =>
      element.textContent === text && element.getBoundingClientRect().height === height,
  );
  return unchanged.find(({ top }) => top >= scrollTop) ?? unchanged[0] ?? present[0];
}

/** The messages of which a part is in view. */
export function messagesInView(scroller: HTMLElement): readonly MessageInView[] {
  const view = scroller.getBoundingClientRect();
  const messages = [...scroller.querySelectorAll<HTMLElement>('[data-message]')];
  const first = firstIndex(messages.length, (index) => bottomOf(messages[index]) > view.top);
  const inView: MessageInView[] = [];
  for (const element of messages.slice(first)) {
    const { top, height } = element.getBoundingClientRect();
    if (top >= view.bottom) break;
    inView.push({ element, top: topOf(scroller, element), height, text: element.textContent ?? '' });
  }
  return inView;
}

function bottomOf(element: HTMLElement | undefined): number {
  return element?.getBoundingClientRect().bottom ?? 0;
}

/** In the coordinates of the content, which scrolling does not change. Fractions count: rounding would drift. */
function topOf(scroller: HTMLElement, element: HTMLElement): number {
  return element.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
}

/** What is in view, in pixels from the top of an element. */
export function viewOf(scroller: HTMLElement, box: HTMLElement): { top: number; bottom: number } {
  const top = scroller.getBoundingClientRect().top - box.getBoundingClientRect().top;
  return { top, bottom: top + scroller.clientHeight };
}

/** Scrolls so that an element is in the middle of the view (its beginning, when it is taller), or so far from its top. */
export function bringTo(scroller: HTMLElement, element: Element, at: 'center' | number): void {
  const { top, height } = element.getBoundingClientRect();
  const wanted = at === 'center' ? Math.max(0, (scroller.clientHeight - height) / 2) : at;
  scroller.scrollTop += top - scroller.getBoundingClientRect().top - wanted;
}

export function isVisible(): boolean {
  return document.visibilityState === 'visible';
}
