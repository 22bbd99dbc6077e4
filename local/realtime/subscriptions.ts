import type { App } from './app.ts';
import { isCache, isPresence, isUserChannel } from './channel-names.ts';
import type { Channel } from './channels.ts';
import type { Connection } from './connection.ts';
import { encode, encodeOwn } from './frames.ts';
import type { Member } from './presence.ts';
import { Refusal } from './refusal.ts';
import { parseSubscription, requireAuthorised, requireMember } from './subscription-rules.ts';

const MEMBER_ADDED = 'pusher_internal:member_added';
const MEMBER_REMOVED = 'pusher_internal:member_removed';

export function subscribe(app: App, connection: Connection, data: unknown): void {
  // as if it had been lost on its way
  if (app.faults.happens(app.faults.plan.sockets?.refuseSubscriptions)) return;
  const subscription = parseSubscription(data);
  const name = subscription.channel;
  if (connection.channelNames.has(name)) throw new Refusal(`Existing subscription to channel ${name}`);
  requireAuthorised(app, connection, subscription);

  if (isPresence(name)) enterAsMember(app, connection, name, requireMember(app, connection, subscription));
  else enter(app, connection, name);
  if (isCache(name)) replayLastEvent(app, connection, name);
}

export function unsubscribe(app: App, connection: Connection, name: string): void {
  const channel = app.channels.find(name);
  if (!channel || !connection.channelNames.delete(name)) return;

  const vacated = app.channels.leave(channel, connection);
  const gone = channel.members.leave(connection.socketId);
  if (gone) tellMemberRemoved(app, channel, gone);
  if (vacated && !isUserChannel(name)) app.webhooks.tell({ name: 'channel_vacated', channel: name });
}

export function unsubscribeFromAll(app: App, connection: Connection): void {
  for (const name of [...connection.channelNames]) unsubscribe(app, connection, name);
}

function enter(app: App, connection: Connection, name: string): void {
  join(app, connection, name);
  connection.send(encodeOwn('pusher_internal:subscription_succeeded', {}, name));
}

function enterAsMember(app: App, connection: Connection, name: string, member: Member): void {
  const channel = join(app, connection, name);
  const isNew = channel.members.join(member, connection.socketId);
  connection.send(encodeOwn('pusher_internal:subscription_succeeded', channel.members.roster(), name));
  if (isNew) tellMemberAdded(app, channel, member, connection);
}

function join(app: App, connection: Connection, name: string): Channel {
  const { channel, occupied } = app.channels.enter(name, connection);
  connection.channelNames.add(name);
  if (occupied && !isUserChannel(name)) app.webhooks.tell({ name: 'channel_occupied', channel: name });
  return channel;
}

function tellMemberAdded(
  app: App,
  { name, subscribers }: Channel,
  member: Member,
  arrived: Connection,
): void {
  const news = encodeOwn(MEMBER_ADDED, member, name);
  app.deliveries.deliver(MEMBER_ADDED, news, subscribers, arrived.socketId);
  app.webhooks.tell({ name: 'member_added', channel: name, user_id: member.user_id });
}

function tellMemberRemoved(app: App, { name, subscribers }: Channel, { user_id }: Member): void {
  const news = encodeOwn(MEMBER_REMOVED, { user_id }, name);
  app.deliveries.deliver(MEMBER_REMOVED, news, subscribers);
  app.webhooks.tell({ name: 'member_removed', channel: name, user_id });
}

function replayLastEvent(app: App, connection: Connection, name: string): void {
  const cached = app.cache.find(name);
  if (cached) {
    app.deliveries.deliver(cached.event, cached.frame, [connection]);
  } else {
    connection.send(encode({ event: 'pusher:cache_miss', channel: name }));
    app.webhooks.tell({ name: 'cache_miss', channel: name });
  }
}
