import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { ChannelSummary } from '#lib/contracts/channels';
import { listChannels } from '#services/channels';
import { searchStore } from '#services/search';
import { useChat } from '../state/useChat.ts';
import { peopleOptions, placeOptions } from './options.ts';

/** Who and where a search can name, and what conversations are called: also public ones that one is not in. */
export function usePlaces(myId: string) {
  const users = useChat((chat) => chat.users);
  const channels = useChat((chat) => chat.channels);
  const results = useStore(searchStore, (search) => search.results);
  const [directory, setDirectory] = useState<readonly ChannelSummary[]>([]);

  const names = useMemo(() => {
    const own = channels.map(({ id, kind, name }) => [id, kind === 'direct' ? name : `#${name}`] as const);
    return new Map([...directory.map(({ id, name }) => [id, `#${name}`] as const), ...own]);
  }, [channels, directory]);

  // at first, and when something is found in a channel that was made since
  const unknown = results.find(({ channelId }) => !names.has(channelId))?.channelId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another unknown channel is the reason to ask again
  useEffect(() => {
    let isCurrent = true;
    listChannels().then(
      (answer) => isCurrent && setDirectory(answer.channels),
      // without it channels that one is not in have no name here; they can still be gone to
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [unknown]);

  return useMemo(() => {
    const team = Object.values(users);
    return {
      people: peopleOptions(team, myId),
      places: placeOptions(channels, directory, team, myId),
      placeOf: (channelId: string) => names.get(channelId) ?? 'another channel',
    };
  }, [users, channels, directory, names, myId]);
}
