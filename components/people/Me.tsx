import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { Avatar } from '#components/ui/Avatar';
import type { User } from '#lib/contracts/sync';

interface MeProps {
  me: User;
  onSignOut: () => Promise<void>;
}

export function Me({ me, onSignOut }: MeProps) {
  const [hasFailed, setFailed] = useState(false);

  function handleSignOut() {
    setFailed(false);
    onSignOut().catch(() => setFailed(true));
  }

  return (
    <div className="border-line border-t px-3 py-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
      {hasFailed && (
        <p role="alert" className="mb-2 text-danger text-sm">
          Signing out did not work. Are you online?
        </p>
      )}
      <div className="flex items-center gap-2.5">
        <Avatar id={me.id} name={me.name} />
        <div className="min-w-0 flex-1 leading-tight">
          <bdi className="block truncate font-medium">{me.name}</bdi>
          <span className="block truncate text-muted text-xs">{me.email}</span>
        </div>
        <button
          type="button"
          onClick={handleSignOut}
          className="inline-flex min-h-9 items-center gap-1.5 rounded-lg px-2 text-muted text-sm transition-colors hover:bg-soft hover:text-ink pointer-coarse:min-h-11"
        >
          <LogOut aria-hidden="true" className="size-4" />
          Sign out
        </button>
      </div>
    </div>
  );
}
