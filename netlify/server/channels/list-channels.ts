import { readChannel, readDirectory } from '#db/queries/channels';
import type { ChannelDirectory, ChannelInfo, ListChannels } from '#lib/contracts/channels';
import { AppError } from '#lib/errors';
import type { Actor, Deps } from '../deps.ts';
import { presentChannel } from './present-channel.ts';

/** Every public channel, to browse; or one that the actor may know of, with its people. */
export async function listChannels(
  { db }: Deps,
  { userId }: Actor,
  { channelId }: ListChannels,
): Promise<ChannelDirectory | ChannelInfo> {
  if (channelId) {
    const channel = await readChannel(db, userId, channelId);
    if (!channel) throw new AppError('not_found', 'There is no such channel');
    return presentChannel(channel);
  }
  const channels = await readDirectory(db, userId);
  return {
    channels: channels.map(({ id, name, topic, archivedAt, isMember, memberCount }) => ({
      id,
      name,
      topic,
      archivedAt: archivedAt?.toISOString() ?? null,
      isMember,
      memberCount,
    })),
  };
}
