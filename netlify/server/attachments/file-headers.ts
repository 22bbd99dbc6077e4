import { kindOf } from '#lib/attachments/kind';

interface ServedFile {
  name: string;
  mimeType: string;
  width: number | null;
  height: number | null;
}

/** A document of somebody else, from our own origin: it may run nothing, load nothing, and is nobody's frame. */
const SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'";
/** The browser's own reader of PDFs does not open in a sandbox. It runs apart from the page, and nothing may be loaded here either. */
const PDF_READER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** How a file is served: what a browser draws or plays by itself is shown, anything else is only ever downloaded. */
export function fileHeaders(file: ServedFile, download: boolean): Record<string, string> {
  const kind = kindOf(file);
  const isShown = kind !== 'file' && !download;
  return {
    'content-type': file.mimeType === 'text/plain' ? 'text/plain; charset=utf-8' : file.mimeType,
    'content-disposition': `${isShown ? 'inline' : 'attachment'}; ${namesOf(file.name)}`,
    'content-security-policy': kind === 'pdf' && isShown ? PDF_READER : SANDBOX,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    // kept by the browser, and asked for each time: who may not read the message any more does not see it from there
    'cache-control': 'private, no-cache',
  };
}

/** The name in ASCII for old programs, and as it is (RFC 5987). */
function namesOf(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
