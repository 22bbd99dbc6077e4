/** The pages of the chat. What else its origin has is a file or a function. */
const PAGE = /^\/(?:$|c\/|search$)/;

/** What a link of a message may do: open a page, or write a mail. */
const SCHEMES = new Set(['https:', 'http:', 'mailto:']);

/** @returns the address as the browser understands it; null when it is none or could do something else */
export function safeHref(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && SCHEMES.has(url.protocol) ? url.href : null;
}

/** @param href absolute @returns where in the chat of this origin it leads; null when it leads out of it */
export function pathOfPage(href: string, origin: string): string | null {
  const url = new URL(href);
  return url.origin === origin && PAGE.test(url.pathname) ? url.pathname + url.search + url.hash : null;
}
