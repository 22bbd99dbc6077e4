/** A mouse rather than a finger: focus then brings no on-screen keyboard that would cover what was found. */
export function canHover(): boolean {
  return window.matchMedia('(hover: hover)').matches;
}
