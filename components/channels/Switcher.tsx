import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { Avatar } from '#components/ui/Avatar';
import { ChannelIcon } from '#components/ui/ChannelIcon';
import type { User } from '#lib/contracts/sync';
import { unreadOf } from '#lib/timeline/unread';
import { openDirectMessage } from '#services/channels';
import type { Channel, ChatState } from '#services/chatStore';
import { useChat } from '../state/useChat.ts';
import { useSubmit } from '../ui/useSubmit.ts';
import { type Goal, rankGoals } from './switcher.ts';

interface SwitcherProps {
  onOpen: (id: string) => void;
}

type Destination = Goal & ({ channel: Channel } | { person: User });

/** Ctrl-K: to any conversation by a few letters of its name. */
export function Switcher({ onOpen }: SwitcherProps) {
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const destinations = useDestinations();
  const found = useMemo(() => rankGoals(destinations, query), [destinations, query]);
  const { problem, submit } = useSubmit();
  const optionId = (index: number) => `${listId}-${index}`;

  function go(destination: Destination | undefined) {
    if (!destination) return;
    if ('channel' in destination) onOpen(destination.channel.id);
    else void submit(async () => onOpen(await openDirectMessage([destination.person.id])));
  }

  function handleKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (step === undefined) go(found[chosen]);
    else setChosen((found.length + chosen + step) % Math.max(1, found.length));
  }

  return (
    <div className="flex max-h-[min(32rem,80dvh)] flex-col">
      <input
        role="combobox"
        aria-label="Go to a conversation"
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? optionId(chosen) : undefined}
        placeholder="Go to a channel or person"
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: it was opened to type here
        autoFocus
        value={query}
        onChange={({ target }) => {
          setQuery(target.value);
          setChosen(0);
        }}
        onKeyDown={handleKeyDown}
        className="field-text min-h-13 shrink-0 border-line border-b bg-transparent px-5 outline-hidden"
      />
      <div id={listId} role="listbox" aria-label="Conversations" className="overflow-y-auto p-2">
        {found.map((destination, index) => (
          <Option
            key={destination.key}
            id={optionId(index)}
            destination={destination}
            isChosen={index === chosen}
            onChoose={() => go(destination)}
          />
        ))}
      </div>
      <p role="status" className={found.length === 0 ? 'px-5 pb-4 text-muted text-sm' : 'sr-only'}>
        {found.length === 0 ? 'Nothing is called that.' : `${found.length} found`}
      </p>
      {problem && (
        <p role="alert" className="px-5 pb-4 text-danger text-sm">
          {problem}
        </p>
      )}
    </div>
  );
}

interface OptionProps {
  id: string;
  destination: Destination;
  isChosen: boolean;
  onChoose: () => void;
}

function Option({ id, destination, isChosen, onChoose }: OptionProps) {
  const { name, isUnread } = destination;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
    // biome-ignore lint/a11y/useFocusableInteractive: it is pointed at by aria-activedescendant
    <div
      id={id}
      ref={(element) => {
        if (isChosen) element?.scrollIntoView({ block: 'nearest' });
      }}
      role="option"
      aria-selected={isChosen}
      onClick={onChoose}
      className={`flex min-h-10 cursor-pointer items-center gap-2.5 rounded-lg px-3 aria-selected:bg-soft pointer-coarse:min-h-11 forced-colors:aria-selected:border ${isUnread ? 'font-semibold' : ''}`}
    >
      {'person' in destination ? (
        <Avatar id={destination.person.id} name={name} size="tiny" />
      ) : (
        <ChannelIcon kind={destination.channel.kind} className="size-4 text-muted" />
      )}
      <bdi className="truncate">{name}</bdi>
      {isUnread && <span className="sr-only">, unread</span>}
    </div>
  );
}

/** Conversations as they were when it opened: what arrives while somebody chooses moves nothing under their finger. */
function useDestinations(): readonly Destination[] {
  const chat = useChat((state) => state);
  const [destinations] = useState(() => destinationsOf(chat));
  return destinations;
}

function destinationsOf({
  channels,
  timelines,
  users,
  me,
  openChannelId,
}: ChatState): readonly Destination[] {
  const conversations = channels
    .filter(({ id, archivedAt }) => id !== openChannelId && archivedAt === null)
    .map((channel) => {
      const { unread, mentions } = unreadOf(channel, timelines[channel.id], me?.id ?? '');
      const isUnread = (unread > 0 && !channel.isMuted) || mentions > 0;
      return { key: channel.id, name: channel.name, isUnread, channel };
    });
  const partners = new Set(
    channels.flatMap(({ kind, memberIds = [] }) =>
      kind === 'direct' && memberIds.length <= 2 ? memberIds : [],
    ),
  );
  const people = Object.values(users)
    .filter(({ id }) => id !== me?.id && !partners.has(id))
    .map((person) => ({ key: person.id, name: person.name, isUnread: false, person }));
  return [...conversations, ...people];
}
