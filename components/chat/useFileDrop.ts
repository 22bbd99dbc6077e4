import { type RefObject, useEffect, useEffectEvent, useState } from 'react';

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/**
 * Takes files that are dropped on an element. Dropped anywhere else, they do nothing: a browser would leave the page for them.
 * @returns whether files are held over the element
 */
export function useFileDrop(
  target: RefObject<HTMLElement | null>,
  isOpen: boolean,
  onFiles: (files: File[]) => void,
): boolean {
  const [isOver, setOver] = useState(false);
  const take = useEffectEvent(onFiles);
  const isInside = useEffectEvent(
    ({ target: place }: DragEvent) =>
      isOpen && place instanceof Node && Boolean(target.current?.contains(place)),
  );

  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const follow = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(isInside(event));
      if (event.dataTransfer) event.dataTransfer.dropEffect = isInside(event) ? 'copy' : 'none';
    };
    window.addEventListener('dragenter', follow, { signal });
    window.addEventListener('dragover', follow, { signal });
    // out of the window; from one element to the next it says so, too
    window.addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(false), {
      signal,
    });
    window.addEventListener(
      'drop',
      (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        if (isInside(event)) take([...(event.dataTransfer?.files ?? [])]);
      },
      { signal },
    );
    return () => stop.abort();
  }, []);

  return isOver;
}
