import { CHANNEL_NAME_MAX_LENGTH, USER_ID_MAX_LENGTH } from './limits.ts';

const USER_CHANNEL_PREFIX = '#server-to-user-';
const NAME = new RegExp(`^[A-Za-z0-9_\\-=@,.;]{1,${CHANNEL_NAME_MAX_LENGTH}}$`);
const CACHE = /^(private-|presence-|private-encrypted-)?cache-/;

export const isPresence = (name: string) => name.startsWith('presence-');
const isEncrypted = (name: string) => name.startsWith('private-encrypted-');
export const isCache = (name: string) => CACHE.test(name);
export const needsSignature = (name: string) => name.startsWith('private-') || isPresence(name);
export const allowsClientEvents = (name: string) => needsSignature(name) && !isEncrypted(name);

/** Signed-in people are reached on a channel of their own, which no query lists and no webhook tells of. */
export const isUserChannel = (name: string) => name.startsWith(USER_CHANNEL_PREFIX);
export const userChannel = (userId: string) => USER_CHANNEL_PREFIX + userId;

export function isChannelName(name: string): boolean {
  if (!isUserChannel(name)) return NAME.test(name);
  const idLength = name.length - USER_CHANNEL_PREFIX.length;
  return idLength > 0 && idLength <= USER_ID_MAX_LENGTH;
}
