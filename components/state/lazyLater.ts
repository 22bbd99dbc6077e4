import { type ComponentType, lazy } from 'react';
import { firstLoadEnded } from '#services/firstLoad';

/**
 * A component that there is no use for in the first moments of a page. Its code comes right after them and not when it is
 * needed: there may be no network then, or another version of the page on the server.
 */
export function lazyLater<Props>(load: () => Promise<{ default: ComponentType<Props> }>) {
  // what does not come now is asked for once more when it is drawn
  void firstLoadEnded.then(load).catch(() => undefined);
  return lazy(load);
}
