/** How emoji to choose from are laid out: cells a finger or a pointer can hit, which fill the width between them. */

export const ROW = 'grid grid-cols-[repeat(var(--columns),minmax(0,1fr))] px-2';
export const CELL =
  'grid h-9 w-full place-items-center rounded-lg text-xl hover:bg-soft data-[active]:bg-soft aria-selected:bg-soft pointer-coarse:h-11';

/** CSS pixels, as `CELL` and the picker have them. */
const CELL_SIZE = 36;
const TOUCH_CELL_SIZE = 44;
const PANEL_WIDTH = 336;
const PANEL_EDGES = 18;
const SMALL_SCREEN = 640;
const SCREEN_EDGES = 16;

/** Cells beside one another. */
export function columnsIn(windowWidth: number, isTouched: boolean): number {
  const width = windowWidth < SMALL_SCREEN ? windowWidth - SCREEN_EDGES : PANEL_WIDTH;
  return Math.floor((width - PANEL_EDGES) / (isTouched ? TOUCH_CELL_SIZE : CELL_SIZE));
}
