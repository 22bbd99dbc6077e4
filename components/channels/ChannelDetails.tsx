import { type FormEvent, useEffect, useState } from 'react';
import { Avatar } from '#components/ui/Avatar';
import { Button } from '#components/ui/Button';
import { TextField } from '#components/ui/TextField';
import { CHANNEL_TOPIC_MAX } from '#lib/channels/names';
import { isAllowed, type Standing } from '#lib/channels/rules';
import type { Me, User } from '#lib/contracts/sync';
import { applyToChannel, personaliseChannel, readChannel } from '#services/channels';
import type { Channel, ChannelChoice } from '#services/chatStore';
import { useSubmit } from '../ui/useSubmit.ts';
import { DialogFrame } from './DialogFrame.tsx';
import { PeoplePicker } from './PeoplePicker.tsx';

interface ChannelDetailsProps {
  channel: Channel;
  me: Me;
  users: Readonly<Record<string, User>>;
  onClose: () => void;
}

/** What a channel is, who is in it, and what its reader may do with it. */
export function ChannelDetails({ channel, me, users, onClose }: ChannelDetailsProps) {
  const standing = standingOf(channel, me);
  const { isBusy, problem, setProblem, submit } = useSubmit();
  const { memberIds, reload } = useMembers(channel);
  const [isInviting, setInviting] = useState(false);
  const channelId = channel.id;
  const act = (change: Parameters<typeof applyToChannel>[0]) =>
    submit(async () => {
      await applyToChannel(change);
      reload();
    });

  /** Two choices one after the other are both meant. */
  function personalise(choice: ChannelChoice) {
    setProblem(null);
    personaliseChannel(channelId, choice).catch((error: Error) => setProblem(error.message));
  }

  return (
    <DialogFrame title={channel.kind === 'direct' ? channel.name : `#${channel.name}`} onClose={onClose}>
      <div className="flex flex-wrap gap-2">
        <Toggle isOn={channel.isFavourite} onChange={(isFavourite) => personalise({ isFavourite })}>
          Favourite
        </Toggle>
        <Toggle isOn={channel.isMuted} onChange={(isMuted) => personalise({ isMuted })}>
          Muted
        </Toggle>
      </div>
      {isAllowed('set topic', standing) && (
        <About
          key={`${channel.name}/${channel.topic}`}
          channel={channel}
          standing={standing}
          isBusy={isBusy}
          onSave={act}
        />
      )}
      {problem && (
        <p role="alert" className="text-danger text-sm">
          {problem}
        </p>
      )}
      <section aria-label="Members" className="grid gap-2">
        <div className="flex items-center justify-between">
          <h3 className="font-medium text-sm">{memberIds ? `Members (${memberIds.length})` : 'Members'}</h3>
          {isAllowed('invite', standing) && (
            <Button onClick={() => setInviting(!isInviting)} aria-expanded={isInviting}>
              Invite
            </Button>
          )}
        </div>
        {isInviting && memberIds && (
          <Invite
            people={Object.values(users).filter(({ id }) => !memberIds.includes(id))}
            isBusy={isBusy}
            onInvite={async (userIds) => {
              await act({ action: 'invite', channelId, userIds });
              setInviting(false);
            }}
          />
        )}
        <ul className="grid max-h-56 gap-0.5 overflow-y-auto">
          {memberIds?.map((id) => (
            <li key={id} className="flex min-h-10 items-center gap-2.5">
              <Avatar id={id} name={users[id]?.name ?? '?'} size="small" />
              <bdi className="min-w-0 flex-1 truncate">{users[id]?.name ?? 'former member'}</bdi>
              {id !== me.id && isAllowed('remove', standing) && (
                <Button
                  disabled={isBusy}
                  onClick={() => void act({ action: 'remove', channelId, userId: id })}
                  aria-label={`Remove ${users[id]?.name ?? 'former member'}`}
                  className="min-h-8!"
                >
                  Remove
                </Button>
              )}
            </li>
          ))}
        </ul>
      </section>
      <div className="flex flex-wrap gap-2 border-line border-t pt-4">
        {isAllowed('leave', standing) && (
          <Button
            disabled={isBusy}
            onClick={() =>
              void submit(async () => {
                await applyToChannel({ action: 'leave', channelId });
                onClose();
              })
            }
          >
            Leave channel
          </Button>
        )}
        {isAllowed(channel.archivedAt ? 'unarchive' : 'archive', standing) && (
          <Button
            disabled={isBusy}
            onClick={() => void act({ action: 'archive', channelId, archived: channel.archivedAt === null })}
          >
            {channel.archivedAt ? 'Bring back from the archive' : 'Archive channel'}
          </Button>
        )}
      </div>
    </DialogFrame>
  );
}

export function standingOf(channel: Channel, me: Me): Standing {
  const { kind, isDefault, archivedAt, createdBy } = channel;
  return {
    kind,
    isDefault,
    // only one's own channels are listed
    isMember: true,
    isArchived: archivedAt !== null,
    isManager: me.isOwner || createdBy === me.id,
  };
}

interface AboutProps {
  channel: Channel;
  standing: Standing;
  isBusy: boolean;
  onSave: (change: { action: 'update'; channelId: string; name?: string; topic?: string }) => Promise<void>;
}

function About({ channel, standing, isBusy, onSave }: AboutProps) {
  const [name, setName] = useState(channel.name);
  const [topic, setTopic] = useState(channel.topic);
  const mayRename = isAllowed('rename', standing);
  const isSame = name === channel.name && topic === channel.topic;

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    const renamed = name === channel.name ? {} : { name };
    const described = topic === channel.topic ? {} : { topic };
    void onSave({ action: 'update', channelId: channel.id, ...renamed, ...described });
  }

  return (
    <form onSubmit={handleSubmit} className="grid gap-3">
      {mayRename && (
        <TextField
          label="Name"
          value={name}
          onChange={({ target }) => setName(target.value)}
          autoComplete="off"
        />
      )}
      <TextField
        label="Topic"
        value={topic}
        maxLength={CHANNEL_TOPIC_MAX}
        onChange={({ target }) => setTopic(target.value)}
        autoComplete="off"
      />
      <Button type="submit" look="primary" disabled={isBusy || isSame}>
        Save
      </Button>
    </form>
  );
}

function Toggle({
  isOn,
  onChange,
  children,
}: {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  children: string;
}) {
  return (
    <label className="inline-flex min-h-9 cursor-pointer items-center gap-2 rounded-lg border border-edge px-3 has-checked:border-accent has-checked:bg-soft pointer-coarse:min-h-11">
      <input type="checkbox" checked={isOn} onChange={() => onChange(!isOn)} />
      {children}
    </label>
  );
}

interface InviteProps {
  people: readonly User[];
  isBusy: boolean;
  onInvite: (userIds: string[]) => Promise<void>;
}

function Invite({ people, isBusy, onInvite }: InviteProps) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  return (
    <div className="grid gap-2 rounded-lg border border-line p-3">
      <PeoplePicker
        label="People to invite"
        people={people}
        chosen={chosen}
        most={100}
        onChange={setChosen}
      />
      <Button
        look="primary"
        disabled={isBusy || chosen.length === 0}
        onClick={() => void onInvite([...chosen])}
      >
        Add to the channel
      </Button>
    </div>
  );
}

/** Of a private channel the page knows its people; of a public one it asks. */
function useMembers({ id, memberIds }: Channel) {
  const [fetched, setFetched] = useState<readonly string[] | null>(null);
  const [turn, setTurn] = useState(0);
  const isKnown = memberIds !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn is a wish to look again
  useEffect(() => {
    if (isKnown) return;
    let isCurrent = true;
    readChannel(id).then(
      (channel) => isCurrent && setFetched(channel.memberIds),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [id, isKnown, turn]);
  return { memberIds: memberIds ?? fetched, reload: () => setTurn(turn + 1) };
}
