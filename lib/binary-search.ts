/** The first index with a yes, among 0 up to `length` for which it goes from no to yes; `length` when there is none. */
export function firstIndex(length: number, isYes: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isYes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
