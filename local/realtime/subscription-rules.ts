import { z } from 'zod';
import type { App } from './app.ts';
import { isChannelName, isUserChannel, needsSignature, userChannel } from './channel-names.ts';
import type { Connection } from './connection.ts';
import { parseJson } from './frames.ts';
import { MEMBER_INFO_MAX_BYTES, PRESENCE_MAX_MEMBERS, USER_ID_MAX_LENGTH } from './limits.ts';
import type { Member } from './presence.ts';
import { Refusal } from './refusal.ts';
import { isChannelAuth } from './signatures.ts';

const Subscription = z.object({
  channel: z.string().refine(isChannelName),
  auth: z.string().nullish(),
  channel_data: z.string().nullish(),
});
export type Subscription = z.infer<typeof Subscription>;

const ChannelData = z.object({
  user_id: z.union([z.string().min(1), z.number()]).transform(String),
  user_info: z.unknown().optional(),
});

export function parseSubscription(data: unknown): Subscription {
  const subscription = Subscription.safeParse(data).data;
  if (!subscription) throw new Refusal('Invalid channel name');
  return subscription;
}

export function requireAuthorised(app: App, connection: Connection, subscription: Subscription): void {
  const { channel } = subscription;
  if (isUserChannel(channel)) requireSignedInAs(connection, channel);
  else if (needsSignature(channel)) requireSignature(app, connection, subscription);
}

function requireSignedInAs({ user }: Connection, channel: string): void {
  if (!user || channel !== userChannel(user.id))
    throw new Refusal(`${channel} is only for that signed-in user`);
}

function requireSignature(app: App, { socketId }: Connection, subscription: Subscription): void {
  const { channel } = subscription;
  const auth = subscription.auth ?? '';
  const channelData = subscription.channel_data ?? undefined;
  if (isChannelAuth(app.credentials, auth, socketId, channel, channelData)) return;
  // Pusher's own words, which name what has to be signed: most often that is all a developer needs
  const signed = [socketId, channel, ...(channelData === undefined ? [] : [channelData])].join(':');
  throw new Refusal(`Invalid signature: Expected HMAC SHA256 hex digest of ${signed}, but got ${auth}`);
}

/** Who joins: the person whom the signature names, else the one who signed in on this connection. */
export function requireMember(app: App, connection: Connection, subscription: Subscription): Member {
  const { channel, channel_data } = subscription;
  const member = channel_data ? memberIn(channel_data) : memberSignedIn(connection);
  if (!member) throw new Refusal(`${channel} needs channel_data with a user_id, or a signed-in user`);
  if (member.user_id.length > USER_ID_MAX_LENGTH) {
    throw new Refusal(`A user_id has at most ${USER_ID_MAX_LENGTH} characters`);
  }
  if (Buffer.byteLength(JSON.stringify(member.user_info)) > MEMBER_INFO_MAX_BYTES) {
    throw new Refusal(`A member's user_info has at most ${MEMBER_INFO_MAX_BYTES} bytes`);
  }
  const present = app.channels.find(channel)?.members;
  if (present && present.count >= PRESENCE_MAX_MEMBERS && !present.has(member.user_id)) {
    throw new Refusal(`${channel} already has ${PRESENCE_MAX_MEMBERS} members`);
  }
  return member;
}

function memberIn(channelData: string): Member | undefined {
  const parsed = ChannelData.safeParse(parseJson(channelData)).data;
  return parsed && { user_id: parsed.user_id, user_info: parsed.user_info ?? null };
}

function memberSignedIn({ user }: Connection): Member | undefined {
  return user && { user_id: user.id, user_info: user.info ?? null };
}
