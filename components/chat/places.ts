import { THE_END, type Wish } from './list-place.ts';

/** Where each conversation was left, by its draft's key: for as long as the page lives. */
const places = new Map<string, Wish>();

export function placeOf(key: string): Wish {
  return places.get(key) ?? THE_END;
}

export function rememberPlace(key: string, place: Wish): void {
  places.set(key, place);
}
