import { CLOSE, type CloseReason } from './close-codes.ts';

const PROTOCOL = '7';
const VERSION = /^\d+(\.\d+)*/;

/** Why a client that just connected is sent away, or undefined when it is welcome. */
export function rejectionOf(url: URL, key: string): CloseReason | undefined {
  const givenKey = /^\/app\/([^/]+)$/.exec(url.pathname)?.[1];
  if (givenKey === undefined) return CLOSE.unknownPath;
  if (givenKey !== key) return CLOSE.unknownKey;

  const protocol = url.searchParams.get('protocol');
  if (protocol === null) return CLOSE.missingProtocol;
  if (protocol !== PROTOCOL) return CLOSE.unsupportedProtocol;

  const version = url.searchParams.get('version');
  return version === null || VERSION.test(version) ? undefined : CLOSE.invalidVersion;
}
