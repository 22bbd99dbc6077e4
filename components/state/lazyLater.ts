import { type ComponentType, lazy } from 'react';
import { firstLoadEnded } from '#services/firstLoad';

/** Milliseconds after which code that did not come is asked for again. */
const AGAIN_AFTER = 5_000;

/**
 * A component that there is no use for in the first moments of a page. Its code comes right after them and not when it is
 * needed: there may be no network then, or another version of the page on the server.
 */
export function lazyLater<Props>(load: () => Promise<{ default: ComponentType<Props> }>) {
  // what does not come now is asked for once more when it is drawn
  void firstLoadEnded.then(load).catch(() => undefined);
  return lazy(load);
}

/** Code that is waited for until it comes: what was said to be lost for ever would take the page with it. */
export async function patiently<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER));
    }
  }
}
