import { CLOSE, type CloseReason } from './close-codes.ts';

const PROTOCOL = '7';
const VERSION = /^\d+(\.\d+)*/;

/** Why a client that just connected is sent away, or undefined when it is welcome. */
export function rejectionOf(url: string, key: string): CloseReason | undefined {
  // not `new URL`, which throws on some of what a client may ask for
  const [path = '', search] = url.split(/\?(.*)/s);
  const givenKey = /^\/app\/([^/]+)$/.exec(path)?.[1];
  if (givenKey === undefined) return CLOSE.unknownPath;
  if (givenKey !== key) return CLOSE.unknownKey;

  const query = new URLSearchParams(search);
  const protocol = query.get('protocol');
  if (protocol === null) return CLOSE.missingProtocol;
  if (protocol !== PROTOCOL) return CLOSE.unsupportedProtocol;

  const version = query.get('version');
  return version === null || VERSION.test(version) ? undefined : CLOSE.invalidVersion;
}
