/**
 * What somebody may do with a channel: the one place that says so, for functions and for the interface alike. Whether they
 * may know of it at all is `isVisible` in `db/queries/channel-access.ts`, which reading, sending, subscribing and
 * searching go through.
 */

/** What somebody is to a channel that they may know of. */
export interface Standing {
  readonly kind: 'public' | 'private' | 'direct';
  readonly isMember: boolean;
  readonly isArchived: boolean;
  /** Everybody is in it. */
  readonly isDefault: boolean;
  /** They made the channel, or own the team. */
  readonly isManager: boolean;
}

export type ChannelAction =
  | 'send'
  | 'rename'
  | 'set topic'
  | 'join'
  | 'leave'
  | 'invite'
  | 'remove'
  | 'archive'
  | 'unarchive'
  | 'personalise';

const NOT_A_MEMBER = 'Join the channel first';
const MANAGERS_ONLY = 'Only who made the channel, or owns the team, may do this';

/** @returns why not, as a sentence; null when they may */
export function refusalOf(action: ChannelAction, standing: Standing): string | null {
  const { kind, isMember, isArchived, isDefault, isManager } = standing;
  if (action === 'join') {
    if (isArchived) return 'This channel is archived';
    return kind === 'public' ? null : 'Nobody can join this by themselves';
  }
  if (!isMember) return NOT_A_MEMBER;
  if (action === 'personalise') return null;
  if (kind === 'direct' && action !== 'send') return 'A direct message stays as it is';
  if (action === 'leave') return isDefault ? 'Everybody is in this channel' : null;
  if (isArchived && action !== 'unarchive') return 'This channel is archived';
  if (action === 'send' || action === 'set topic' || action === 'invite') return null;
  if (!isManager) return MANAGERS_ONLY;
  if (isDefault && action !== 'rename') return 'Everybody is in this channel';
  return null;
}

export function isAllowed(action: ChannelAction, standing: Standing): boolean {
  return refusalOf(action, standing) === null;
}
