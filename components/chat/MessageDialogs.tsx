import { X } from 'lucide-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { IconButton } from '#components/ui/IconButton';
import { Sheet } from '#components/ui/Sheet';
import type { Message } from '#lib/contracts/messages';

const Versions = lazy(() => import('./Versions.tsx'));
const Replies = lazy(() => import('./Replies.tsx'));
const WhoReacted = lazy(() => import('./WhoReacted.tsx'));

/** What somebody wants to see of a message. */
export interface MessageDialog {
  readonly about: 'versions' | 'replies' | 'reactions';
  readonly message: Message;
}

interface MessageDialogsProps {
  dialog: MessageDialog | null;
  /** It is another number when there is another answer. */
  replyCount: number;
  onJump: (messageId: string) => void;
  onClose: () => void;
}

const TITLES = { versions: 'Versions of this message', replies: 'Replies', reactions: 'Who reacted' };

export function MessageDialogs({ dialog, replyCount, onJump, onClose }: MessageDialogsProps) {
  const title = dialog ? TITLES[dialog.about] : '';
  return (
    <Sheet place="centre" label={title} isOpen={dialog !== null} onClose={onClose}>
      {dialog && (
        <Frame title={title} onClose={onClose}>
          <Suspense fallback={<p className="appear-late text-muted">Loading…</p>}>
            {dialog.about === 'versions' && <Versions messageId={dialog.message.id} />}
            {dialog.about === 'reactions' && <WhoReacted message={dialog.message} />}
            {dialog.about === 'replies' && (
              <Replies messageId={dialog.message.id} count={replyCount} onJump={onJump} />
            )}
          </Suspense>
        </Frame>
      )}
    </Sheet>
  );
}

function Frame({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  return (
    <div className="grid gap-4 p-5 sm:p-6">
      <div className="flex items-center justify-between gap-3">
        <h2 className="min-w-0 truncate font-semibold text-lg tracking-tight">{title}</h2>
        <IconButton icon={X} label="Close" onClick={onClose} className="-me-2" />
      </div>
      {children}
    </div>
  );
}
