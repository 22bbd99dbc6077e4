/**
 * Keeps the page above the on-screen keyboard. Chrome does it by itself (`interactive-widget` in index.html); on iOS the
 * keyboard lies over the page, and only the visual viewport knows of it.
 */
export function followKeyboard(): void {
  const viewport = window.visualViewport;
  if (!viewport) return;

  const follow = () => {
    const { style } = document.documentElement;
    // pinched in, the visual viewport is what the person chose to see
    const isCovered = viewport.scale === 1 && window.innerHeight - viewport.height > 1;
    style.setProperty('--viewport-height', isCovered ? `${viewport.height}px` : null);
    style.setProperty('--viewport-top', isCovered ? `${viewport.offsetTop}px` : null);
  };
  viewport.addEventListener('resize', follow);
  viewport.addEventListener('scroll', follow);
}
