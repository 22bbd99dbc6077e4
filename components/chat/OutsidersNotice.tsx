import { Button } from '#components/ui/Button';
import { isAllowed } from '#lib/channels/rules';
import type { User } from '#lib/contracts/sync';
import { applyToChannel } from '#services/channels';
import type { Channel } from '#services/chatStore';
import { useSubmit } from '../ui/useSubmit.ts';

interface OutsidersNoticeProps {
  channel: Channel;
  /** Who was named here and cannot read it. */
  people: readonly User[];
  onDone: () => void;
}

const names = new Intl.ListFormat('en');

/** Says that a message does not reach whom it names, and offers what can be done about it. */
export default function OutsidersNotice({ channel, people, onDone }: OutsidersNoticeProps) {
  const { isBusy, problem, submit } = useSubmit();

  function invite() {
    void submit(async () => {
      await applyToChannel({
        action: 'invite',
        channelId: channel.id,
        userIds: people.map(({ id }) => id),
      });
      onDone();
    });
  }

  return (
    <div className="mx-4 mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border border-line bg-raised py-1.5 ps-3.5 pe-2 text-sm sm:mx-5">
      <p className="min-w-0 flex-1 basis-48">
        <bdi>{names.format(people.map(({ name }) => name))}</bdi> {people.length === 1 ? 'is' : 'are'} not in
        this {channel.kind === 'direct' ? 'conversation' : 'channel'}
        {problem && <span className="block text-danger">{problem}</span>}
      </p>
      {mayInvite(channel) && (
        <Button look="quiet" disabled={isBusy} onClick={invite}>
          Invite
        </Button>
      )}
      <Button look="quiet" onClick={onDone}>
        Do nothing
      </Button>
    </div>
  );
}

function mayInvite({ kind, isDefault, archivedAt }: Channel): boolean {
  const isArchived = archivedAt !== null;
  return isAllowed('invite', { kind, isDefault, isArchived, isMember: true, isManager: false });
}
