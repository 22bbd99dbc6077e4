/** How many people a message calls that addresses everybody. */
import { PRESENCE_MAX } from '#lib/contracts/realtime';
import type { Broadcast } from '#lib/mentions/directory';
import { chatStore } from './chatStore.ts';
import { readChannel } from './internalChatService.ts';

export interface Reach {
  to: Broadcast;
  /** People in the channel; null when that is not known. */
  members: number | null;
  /** Those of them it calls, without its sender; null when that is not known. */
  called: number | null;
}

export async function reachOf(channelId: string, to: Broadcast): Promise<Reach> {
  const memberIds = await membersOf(channelId);
  const { me, online } = chatStore.getState();
  const others = memberIds?.filter((id) => id !== me?.id);
  const members = memberIds?.length ?? null;
  if (to === 'channel' || !others) return { to, members, called: others?.length ?? null };
  // a full list leaves people out
  const isKnown = online !== null && online.size < PRESENCE_MAX;
  return { to, members, called: isKnown ? others.filter((id) => online.has(id)).length : null };
}

async function membersOf(channelId: string): Promise<readonly string[] | null> {
  const { channels, users } = chatStore.getState();
  const channel = channels.find(({ id }) => id === channelId);
  if (channel?.memberIds) return channel.memberIds;
  if (channel?.isDefault) return Object.keys(users);
  // without a network the message waits, and whether it is meant can be asked all the same
  return readChannel(channelId).then(
    ({ memberIds }) => memberIds,
    () => null,
  );
}
