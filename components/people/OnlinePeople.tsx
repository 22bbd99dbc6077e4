import { Avatar } from '#components/ui/Avatar';
import type { User } from '#lib/contracts/sync';
import { whereaboutsOf } from '#lib/presence';
import { useSubmit } from '../ui/useSubmit.ts';

interface OnlinePeopleProps {
  users: readonly User[];
  myId: string;
  /** Ids of who is online; null while that is not known. */
  online: ReadonlySet<string> | null;
  /** Opens the conversation with somebody. */
  onMessage: (id: string) => Promise<void>;
}

/** Everybody of the team, who is online first. */
export function OnlinePeople({ users, myId, online, onMessage }: OnlinePeopleProps) {
  const { problem, submit } = useSubmit();
  const people = users
    .map((user) => ({ user, whereabouts: whereaboutsOf(online, user.id) }))
    .sort((a, b) => rank(a.whereabouts) - rank(b.whereabouts) || byName(a.user, b.user));
  return (
    <section aria-label="People" className="mt-5">
      <h2 className="px-2.5 pb-1.5 font-medium text-muted text-sm">People</h2>
      <ul className="grid gap-0.5">
        {people.map(({ user, whereabouts }) => (
          <li key={user.id}>
            <button
              type="button"
              title={user.id === myId ? 'Notes to yourself' : `Message ${user.name}`}
              onClick={() => void submit(() => onMessage(user.id))}
              className="flex min-h-9 w-full items-center gap-2.5 rounded-lg px-2.5 text-start transition-colors hover:bg-hover pointer-coarse:min-h-11"
            >
              <Avatar id={user.id} name={user.name} size="small" presence={whereabouts} />
              <span className={`min-w-0 truncate ${whereabouts === 'offline' ? 'text-muted' : ''}`}>
                <bdi>{user.name}</bdi>
                {user.id === myId && <span className="text-muted"> (you)</span>}
              </span>
              {whereabouts !== 'unknown' && <span className="sr-only">, {whereabouts}</span>}
            </button>
          </li>
        ))}
      </ul>
      {problem && (
        <p role="alert" className="px-2.5 pt-1 text-danger text-sm">
          {problem}
        </p>
      )}
    </section>
  );
}

function rank(whereabouts: ReturnType<typeof whereaboutsOf>): number {
  return whereabouts === 'online' ? 0 : 1;
}

function byName(a: User, b: User): number {
  return a.name.localeCompare(b.name, 'en', { sensitivity: 'base' });
}
