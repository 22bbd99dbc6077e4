import { useEffect, useState } from 'react';
import { Button } from '#components/ui/Button';
import { TextField } from '#components/ui/TextField';
import type { ChannelSummary } from '#lib/contracts/channels';
import { applyToChannel, listChannels } from '#services/channels';
import { useSubmit } from '../ui/useSubmit.ts';
import { DialogFrame } from './DialogFrame.tsx';

interface BrowseChannelsProps {
  onClose: () => void;
  onOpen: (id: string) => void;
}

/** Every public channel, to look into and to join. */
export function BrowseChannels({ onClose, onOpen }: BrowseChannelsProps) {
  const [query, setQuery] = useState('');
  const { channels, problem: loadProblem, load } = useDirectory();
  const { isBusy, problem, submit } = useSubmit();
  const wanted = query.trim().normalize('NFKC').toLowerCase();
  const found = channels?.filter(({ name, topic }) => `${name} ${topic}`.toLowerCase().includes(wanted));

  const join = (channelId: string) =>
    submit(async () => {
      await applyToChannel({ action: 'join', channelId });
      onOpen(channelId);
    });

  return (
    <DialogFrame title="Channels" onClose={onClose}>
      <TextField
        label="Find a channel"
        type="search"
        value={query}
        onChange={({ target }) => setQuery(target.value)}
        autoComplete="off"
        autoFocus
      />
      {loadProblem && (
        <p role="alert" className="text-danger text-sm">
          {loadProblem} <Button onClick={load}>Try again</Button>
        </p>
      )}
      <ul aria-label="Public channels" className="grid max-h-96 gap-1 overflow-y-auto">
        {found?.map((channel) => (
          <li key={channel.id} className="flex items-center gap-3 rounded-lg border border-line px-3 py-2">
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">
                #<bdi>{channel.name}</bdi>
              </p>
              <p className="truncate text-muted text-sm">{aboutOf(channel)}</p>
            </div>
            {channel.isMember || channel.archivedAt ? (
              <Button onClick={() => onOpen(channel.id)} aria-label={`Open ${channel.name}`}>
                Open
              </Button>
            ) : (
              <Button
                look="primary"
                disabled={isBusy}
                onClick={() => void join(channel.id)}
                aria-label={`Join ${channel.name}`}
              >
                Join
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p role="status" className={found?.length === 0 ? 'text-muted text-sm' : 'sr-only'}>
        {found && `${found.length === 0 ? 'No' : found.length} channels`}
      </p>
      {problem && (
        <p role="alert" className="text-danger text-sm">
          {problem}
        </p>
      )}
    </DialogFrame>
  );
}

function aboutOf({ memberCount, topic, archivedAt }: ChannelSummary): string {
  const people = memberCount === 1 ? '1 person' : `${memberCount} people`;
  return [archivedAt && 'archived', people, topic].filter(Boolean).join(' · ');
}

function useDirectory() {
  const [channels, setChannels] = useState<readonly ChannelSummary[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = () => {
    setProblem(null);
    listChannels().then(
      (directory) => setChannels(directory.channels),
      (error) => setProblem(error instanceof Error ? error.message : 'This could not be loaded'),
    );
  };
  useEffect(load, []);
  return { channels, problem, load };
}
