import type { ChannelRow } from '#db/queries/channels';
import type { ChannelInfo } from '#lib/contracts/channels';

export function presentChannel({
  id,
  kind,
  name,
  topic,
  archivedAt,
  isMember,
  memberIds,
}: ChannelRow): ChannelInfo {
  return { id, kind, name, topic, archivedAt: archivedAt?.toISOString() ?? null, isMember, memberIds };
}
