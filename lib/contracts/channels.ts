import { z } from 'zod';
import { CHANNEL_TOPIC_MAX, nameProblem, normaliseName } from '#lib/channels/names';
import { Id, Timestamp } from '#lib/contracts/ids';

/** People in one direct message, with oneself. */
export const DIRECT_PEOPLE_MAX = 8;
/** People that one request may invite. */
const INVITED_MAX = 100;

export const ChannelKind = z.enum(['public', 'private', 'direct']);
export type ChannelKind = z.infer<typeof ChannelKind>;

const ChannelName = z
  .string()
  .refine((name) => name.isWellFormed(), 'Contains characters that cannot be stored')
  .transform(normaliseName)
  .superRefine((name, context) => {
    const message = nameProblem(name);
    if (message) context.addIssue({ code: 'custom', message });
  });

const ChannelTopic = z
  .string()
  .refine(
    (topic) => !topic.includes('\0') && topic.isWellFormed(),
    'Contains characters that cannot be stored',
  )
  .transform((topic) => topic.normalize('NFC').replace(/\s+/g, ' ').trim())
  .refine((topic) => [...topic].length <= CHANNEL_TOPIC_MAX, `At most ${CHANNEL_TOPIC_MAX} characters`);

const People = z.array(Id).transform((ids) => [...new Set(ids)]);
const channelId = Id;

/** POST chat-channels. Answers with the channel as it is afterwards; what has been done already changes nothing. */
export const ChangeChannel = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('create'),
    kind: z.enum(['public', 'private']),
    name: ChannelName,
    topic: ChannelTopic.default(''),
    /** Who is in it from the start, beside oneself. */
    userIds: People.pipe(z.array(Id).max(INVITED_MAX)).default([]),
  }),
  z
    .strictObject({
      action: z.literal('update'),
      channelId,
      name: ChannelName.optional(),
      topic: ChannelTopic.optional(),
    })
    .refine(({ name, topic }) => name !== undefined || topic !== undefined, {
      message: 'Give a name or a topic',
      path: ['name'],
    }),
  z.strictObject({ action: z.literal('join'), channelId }),
  z.strictObject({ action: z.literal('leave'), channelId }),
  z.strictObject({
    action: z.literal('invite'),
    channelId,
    userIds: People.pipe(z.array(Id).min(1).max(INVITED_MAX)),
  }),
  z.strictObject({ action: z.literal('remove'), channelId, userId: Id }),
  z.strictObject({ action: z.literal('archive'), channelId, archived: z.boolean().default(true) }),
  /** The conversation of exactly these people and oneself, made when it is not there yet. Nobody else: with oneself. */
  z.strictObject({
    action: z.literal('direct'),
    userIds: People.pipe(
      z.array(Id).max(DIRECT_PEOPLE_MAX, `At most ${DIRECT_PEOPLE_MAX} people, with yourself`),
    ),
  }),
  /** How the caller alone sees it. */
  z
    .strictObject({
      action: z.literal('personalise'),
      channelId,
      isFavourite: z.boolean().optional(),
      isMuted: z.boolean().optional(),
    })
    .refine(({ isFavourite, isMuted }) => isFavourite !== undefined || isMuted !== undefined, {
      message: 'Give isFavourite or isMuted',
      path: ['isFavourite'],
    }),
]);
export type ChangeChannel = z.infer<typeof ChangeChannel>;
export type ChangeOf<Action extends ChangeChannel['action']> = Extract<ChangeChannel, { action: Action }>;

export const ChannelInfo = z.object({
  id: Id,
  kind: ChannelKind,
  /** Empty for a direct message: its people name it. */
  name: z.string(),
  topic: z.string(),
  archivedAt: Timestamp.nullable(),
  /** False after one has left or removed oneself. */
  isMember: z.boolean(),
  memberIds: z.array(Id),
});
export type ChannelInfo = z.infer<typeof ChannelInfo>;

/** GET chat-channels: one channel with its members, or every public one to browse. */
export const ListChannels = z.strictObject({ channelId: Id.optional() });
export type ListChannels = z.infer<typeof ListChannels>;

export const ChannelSummary = z.object({
  id: Id,
  name: z.string(),
  topic: z.string(),
  archivedAt: Timestamp.nullable(),
  isMember: z.boolean(),
  memberCount: z.int(),
});
export type ChannelSummary = z.infer<typeof ChannelSummary>;

/** Public channels by name. */
export const ChannelDirectory = z.object({ channels: z.array(ChannelSummary) });
export type ChannelDirectory = z.infer<typeof ChannelDirectory>;
