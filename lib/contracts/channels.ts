import * as z from 'zod/mini';
import { CHANNEL_TOPIC_MAX, nameProblem, normaliseName } from '#lib/channels/names';
import { Id, Timestamp } from '#lib/contracts/ids';

/** People in one direct message, with oneself. */
export const DIRECT_PEOPLE_MAX = 8;
/** People that one request may invite. */
const INVITED_MAX = 100;

export const ChannelKind = z.enum(['public', 'private', 'direct']);
export type ChannelKind = z.infer<typeof ChannelKind>;

const ChannelName = z
  .pipe(
    z.string().check(z.refine((name) => name.isWellFormed(), 'Contains characters that cannot be stored')),
    z.transform(normaliseName),
  )
  .check(
    z.superRefine((name, context) => {
      const message = nameProblem(name);
      if (message) context.addIssue({ code: 'custom', message });
    }),
  );

const ChannelTopic = z
  .pipe(
    z
      .string()
      .check(
        z.refine(
          (topic) => !topic.includes('\0') && topic.isWellFormed(),
          'Contains characters that cannot be stored',
        ),
      ),
    z.transform((topic) => topic.normalize('NFC').replace(/\s+/g, ' ').trim()),
  )
  .check(
    z.refine((topic) => [...topic].length <= CHANNEL_TOPIC_MAX, `At most ${CHANNEL_TOPIC_MAX} characters`),
  );

const People = z.pipe(
  z.array(Id),
  z.transform((ids) => [...new Set(ids)]),
);
const channelId = Id;

/** POST chat-channels. Answers with the channel as it is afterwards; what has been done already changes nothing. */
export const ChangeChannel = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('create'),
    kind: z.enum(['public', 'private']),
    name: ChannelName,
    topic: z._default(ChannelTopic, ''),
    /** Who is in it from the start, beside oneself. */
    userIds: z._default(z.pipe(People, z.array(Id).check(z.maxLength(INVITED_MAX))), []),
  }),
  z
    .strictObject({
      action: z.literal('update'),
      channelId,
      name: z.optional(ChannelName),
      topic: z.optional(ChannelTopic),
    })
    .check(
      z.refine(({ name, topic }) => name !== undefined || topic !== undefined, {
        message: 'Give a name or a topic',
        path: ['name'],
      }),
    ),
  z.strictObject({ action: z.literal('join'), channelId }),
  z.strictObject({ action: z.literal('leave'), channelId }),
  z.strictObject({
    action: z.literal('invite'),
    channelId,
    userIds: z.pipe(People, z.array(Id).check(z.minLength(1), z.maxLength(INVITED_MAX))),
  }),
  z.strictObject({ action: z.literal('remove'), channelId, userId: Id }),
  z.strictObject({ action: z.literal('archive'), channelId, archived: z._default(z.boolean(), true) }),
  /** The conversation of exactly these people and oneself, made when it is not there yet. Nobody else: with oneself. */
  z.strictObject({
    action: z.literal('direct'),
    userIds: z.pipe(
      People,
      z.array(Id).check(z.maxLength(DIRECT_PEOPLE_MAX, `At most ${DIRECT_PEOPLE_MAX} people, with yourself`)),
    ),
  }),
  /** How the caller alone sees it. */
  z
    .strictObject({
      action: z.literal('personalise'),
      channelId,
      isFavourite: z.optional(z.boolean()),
      isMuted: z.optional(z.boolean()),
    })
    .check(
      z.refine(({ isFavourite, isMuted }) => isFavourite !== undefined || isMuted !== undefined, {
        message: 'Give isFavourite or isMuted',
        path: ['isFavourite'],
      }),
    ),
]);
export type ChangeChannel = z.infer<typeof ChangeChannel>;
export type ChangeOf<Action extends ChangeChannel['action']> = Extract<ChangeChannel, { action: Action }>;

export const ChannelInfo = z.object({
  id: Id,
  kind: ChannelKind,
  /** Empty for a direct message: its people name it. */
  name: z.string(),
  topic: z.string(),
  archivedAt: z.nullable(Timestamp),
  /** False after one has left or removed oneself. */
  isMember: z.boolean(),
  memberIds: z.array(Id),
});
export type ChannelInfo = z.infer<typeof ChannelInfo>;

/** GET chat-channels: one channel with its members, or every public one to browse. */
export const ListChannels = z.strictObject({ channelId: z.optional(Id) });
export type ListChannels = z.infer<typeof ListChannels>;

export const ChannelSummary = z.object({
  id: Id,
  name: z.string(),
  topic: z.string(),
  archivedAt: z.nullable(Timestamp),
  isMember: z.boolean(),
  memberCount: z.int(),
});
export type ChannelSummary = z.infer<typeof ChannelSummary>;

/** Public channels by name. */
export const ChannelDirectory = z.object({ channels: z.array(ChannelSummary) });
export type ChannelDirectory = z.infer<typeof ChannelDirectory>;
