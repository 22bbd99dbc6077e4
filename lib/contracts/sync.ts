import * as z from 'zod/mini';
import { ChannelKind } from '#lib/contracts/channels';
import { Id, Timestamp } from '#lib/contracts/ids';
import { Message } from '#lib/contracts/messages';

/** Changes of one channel that are replayed; with more, its window is reset to the latest page. */
export const SYNC_CHANGES_MAX = 500;
/** Channels one caller may hold a cursor of. */
const SYNC_CURSORS_MAX = 1_000;

/** POST chat-sync. A cursor is the highest rev up to which the client has everything of that channel. */
export const SyncRequest = z.strictObject({
  cursors: z._default(
    z
      .record(Id, z.int().check(z.minimum(0), z.maximum(2_147_483_647)))
      .check(
        z.refine(
          (cursors) => Object.keys(cursors).length <= SYNC_CURSORS_MAX,
          `At most ${SYNC_CURSORS_MAX} channels`,
        ),
      ),
    {},
  ),
});
export type SyncRequest = z.infer<typeof SyncRequest>;

export const User = z.object({ id: Id, name: z.string(), email: z.string(), image: z.nullable(z.string()) });
export type User = z.infer<typeof User>;

/** Who asked. */
export const Me = z.extend(User, {
  /** The team is theirs. */
  isOwner: z.boolean(),
});
export type Me = z.infer<typeof Me>;

/** What a page needs to listen; handed out only after sign-in. */
export const RealtimeConfig = z.object({
  key: z.string(),
  cluster: z.string(),
  wsHost: z.optional(z.string()),
  wsPort: z.optional(z.int()),
  forceTLS: z.optional(z.boolean()),
  teamChannel: z.string(),
});
export type RealtimeConfig = z.infer<typeof RealtimeConfig>;

export const ChannelChanges = z.object({
  id: Id,
  kind: ChannelKind,
  name: z.string(),
  topic: z.string(),
  /** Everybody is in it. */
  isDefault: z.boolean(),
  createdBy: z.nullable(Id),
  archivedAt: z.nullable(Timestamp),
  /** What `viewChannel` needs. */
  viewEpoch: z.int(),
  /** How the caller alone sees it. */
  isFavourite: z.boolean(),
  isMuted: z.boolean(),
  /** Of private channels and direct messages; a public channel is everybody's. */
  memberIds: z.optional(z.array(Id)),
  lastSeq: z.int(),
  lastRev: z.int(),
  /** The caller's own watermarks. */
  lastDeliveredSeq: z.int(),
  lastReadSeq: z.int(),
  /** The highest watermarks of anybody else: what the caller wrote up to there was delivered to, or read by, somebody. */
  othersDeliveredSeq: z.int(),
  othersReadSeq: z.int(),
  unread: z.int(),
  mentions: z.int(),
  /** True: `messages` is the latest window and replaces what the client had. False: it is what changed after the cursor. */
  reset: z.boolean(),
  messages: z.array(Message),
});
export type ChannelChanges = z.infer<typeof ChannelChanges>;

export const SyncResponse = z.object({
  me: Me,
  users: z.array(User),
  realtime: RealtimeConfig,
  channels: z.array(ChannelChanges),
  serverTime: Timestamp,
});
export type SyncResponse = z.infer<typeof SyncResponse>;
