/**
 * Decides which rows of a list are drawn and where it is scrolled to: where somebody wants to be, at its end while they
 * are there, and with what they read still when they are not.
 */
import {
  AT_END,
  bringTo,
  holdPlace,
  isSized,
  isVisible,
  type ReadingPlace,
  readPlace,
  restorePlace,
  settlePlace,
  settleUnseen,
  viewOf,
} from './reading-place.ts';
import {
  isEnough,
  lastRows,
  RowHeights,
  type RowWindow,
  rowAt,
  rowsAround,
  windowFor,
} from './row-window.ts';

/** Where somebody wants to be: at the end, or at a row: in the middle of the view, or so many pixels from its top. */
export type Wish =
  | { readonly type: 'end' }
  | {
      readonly type: 'row';
      readonly key: string;
      readonly at: 'center' | number;
      readonly hasFocus?: boolean;
    };

/** Windows that may follow from each other before the next frame: heights that were guessed settle in two or three. */
const REDRAWN_MAX = 10;

export const THE_END: Wish = { type: 'end' };

export interface ListElements {
  readonly scroller: HTMLElement;
  /** Holds the drawn rows and nothing else; as high as all of them by its padding. */
  readonly box: HTMLElement;
}

/** What is in view, as it was last seen. */
export interface ListView {
  readonly isAtEnd: boolean;
  /** Index of the first and the last row of which something is in view. */
  readonly first: number;
  readonly last: number;
}

interface ListPlaceOptions<R> {
  /** The height of a row that was never drawn, in a list of this width; both in CSS pixels. */
  readonly guess: (row: R, width: number) => number;
  /** Where the list opens: it goes there as soon as the row is there. */
  readonly start: Wish;
  /** Draws other rows of the list; at once, when this frame is to show them. */
  readonly draw: (window: RowWindow, isNow: boolean) => void;
  readonly onView: (view: ListView) => void;
}

export class ListPlace<R extends { readonly key: string }> {
  readonly heights: RowHeights<R>;
  readonly #options: ListPlaceOptions<R>;
  #elements: ListElements | null = null;
  #rows: readonly R[] = [];
  #window: RowWindow = { start: 0, end: 0 };
  /** Since the place was last kept. */
  #hasOtherRows = false;
  #place: ReadingPlace = AT_END;
  /** Where everything stood before other rows were drawn, whether or not anybody saw it. */
  #before: ReadingPlace = AT_END;
  /** Windows that followed from drawing another one. */
  #redrawn = 0;
  #wish: Wish | null;
  #width = 0;

  constructor(options: ListPlaceOptions<R>) {
    this.#options = options;
    this.#wish = options.start;
    this.heights = new RowHeights((row) => options.guess(row, this.#width));
  }

  /** Where the list is: a wish that brings back here. */
  get place(): Wish {
    const { isAtEnd, inView, scrollTop } = this.#place;
    const first = inView.find(({ top }) => top >= scrollTop) ?? inView[0];
    const key = first?.element.dataset.message;
    if (isAtEnd || !first || key === undefined) return THE_END;
    return { type: 'row', key, at: first.top - scrollTop };
  }

  /** These rows are drawn now, and not painted yet. */
  drawn(elements: ListElements, rows: readonly R[], window: RowWindow): void {
    this.#hasOtherRows ||= rows !== this.#rows;
    this.#elements = elements;
    this.#rows = rows;
    this.#window = window;
    if (this.#measure()) {
      this.#draw({ ...window }, false);
      return;
    }
    const granted = this.#grant();
    if (granted === 'drawing') return;
    if (granted === 'no wish') {
      if (this.#hasOtherRows) this.#keep(settlePlace);
      else holdPlace(elements.scroller, this.#before);
    }
    if (this.#hasOtherRows) this.#redrawn = 0;
    this.#hasOtherRows = false;
    this.#remember();
    this.#redrawn += 1;
    if (this.#redrawn < REDRAWN_MAX) this.#look(false);
  }

  scrolled(): void {
    if (!this.#elements) return;
    // a change of size scrolls as well, and its scroll event comes before the one that tells of the size
    const isByReader = isVisible() && isSized(this.#elements.scroller, this.#place);
    if (!isByReader) this.#keep(restorePlace);
    this.#remember();
    this.#redrawn = 0;
    this.#look(true);
  }

  resized(): void {
    // as it was drawn: that has been seen to
    if (this.#elements && isSized(this.#elements.scroller, this.#place)) return;
    const isOtherWidth = this.#measure();
    this.#keep(restorePlace);
    this.#remember();
    this.#redrawn = 0;
    if (isOtherWidth) this.#draw({ ...this.#window }, false);
    else this.#look(false);
  }

  /** The page is looked at again, or is not any more. */
  seen(): void {
    // what is in view on the way to somewhere else is not looked at
    if (this.#grant() === 'drawing') return;
    this.#remember();
    this.#look(false);
  }

  /** Goes there with the rows that are drawn next; null: nobody waits for a place any more. */
  want(wish: Wish | null): void {
    this.#wish = wish;
  }

  goTo(wish: Wish): void {
    this.#wish = wish;
    if (this.#grant() === 'drawing') return;
    this.#remember();
    this.#look(false);
  }

  /** @returns whether the list has another width, and with it what is not drawn another height */
  #measure(): boolean {
    if (!this.#elements) return false;
    const { scroller, box } = this.#elements;
    const isOtherWidth = scroller.clientWidth !== this.#width;
    if (isOtherWidth) {
      this.#width = scroller.clientWidth;
      this.heights.clear();
    }
    let above = box.getBoundingClientRect().top + Number.parseFloat(box.style.paddingTop);
    // these are the rows it is to know the heights of
    this.heights.offsetsOf(this.#rows);
    [...box.children].forEach((row, index) => {
      const { bottom } = row.getBoundingClientRect();
      // with its margin; where there is a layout, no row is without a height
      if (bottom > above) this.heights.set(this.#window.start + index, bottom - above);
      above = bottom;
    });
    return isOtherWidth;
  }

  /** Goes where somebody wants to be. A row that is not there yet may be in the rows that come next. */
  #grant(): 'no wish' | 'granted' | 'drawing' {
    const wish = this.#wish;
    if (!wish || !this.#elements) return 'no wish';
    const { scroller, box } = this.#elements;
    const count = this.#rows.length;
    const index = wish.type === 'end' ? count - 1 : this.#rows.findIndex(({ key }) => key === wish.key);
    if (index < 0) return wish.type === 'end' ? this.#end(scroller) : 'no wish';
    const { start, end } = this.#window;
    if (index < start || index >= end) {
      this.#options.draw(wish.type === 'end' ? lastRows(count) : rowsAround(index, count), false);
      return 'drawing';
    }
    if (wish.type === 'end') return this.#end(scroller);
    const row = box.children[index - start];
    if (row) bringTo(scroller, row, wish.at);
    if (wish.hasFocus && row instanceof HTMLElement) row.focus({ preventScroll: true });
    this.#wish = null;
    return 'granted';
  }

  #end(scroller: HTMLElement): 'granted' {
    scroller.scrollTop = scroller.scrollHeight;
    this.#wish = null;
    return 'granted';
  }

  #keep(keep: (scroller: HTMLElement, place: ReadingPlace) => void): void {
    if (!this.#elements) return;
    const { scroller } = this.#elements;
    if (isVisible()) keep(scroller, this.#place);
    else settleUnseen(scroller, this.#place);
  }

  #remember(): void {
    // what nobody sees is nobody's place
    if (this.#elements && isVisible()) this.#place = readPlace(this.#elements.scroller);
  }

  /** Says what is in view, and draws what should be. */
  #look(isNow: boolean): void {
    if (!this.#elements) return;
    const { scroller, box } = this.#elements;
    const offsets = this.heights.offsetsOf(this.#rows);
    const view = viewOf(scroller, box);
    const { isAtEnd } = this.#place;
    this.#options.onView({ isAtEnd, first: rowAt(offsets, view.top), last: rowAt(offsets, view.bottom - 1) });
    if (isEnough(this.#window, offsets, view)) return;
    const next = windowFor(offsets, view);
    if (next.start === this.#window.start && next.end === this.#window.end) return;
    this.#keepFocus(next);
    this.#draw(next, isNow);
  }

  #draw(window: RowWindow, isNow: boolean): void {
    if (this.#elements) this.#before = readPlace(this.#elements.scroller);
    this.#options.draw(window, isNow);
  }

  /** The focus of a row that goes is not lost to the page: the list has it then. */
  #keepFocus({ start, end }: RowWindow): void {
    const { scroller, box } = this.#elements ?? {};
    const row = box && [...box.children].findIndex((child) => child.contains(document.activeElement));
    if (!scroller || row === undefined || row < 0) return;
    const index = this.#window.start + row;
    if (index < start || index >= end) scroller.focus({ preventScroll: true });
  }
}
