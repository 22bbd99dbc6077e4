import { CircleCheck, CircleDashed } from 'lucide-react';
import { useId } from 'react';
import { EMPTY_TIMELINE, hasGap, hasOlder } from '#lib/timeline/channel-timeline';
import { sizeOf } from '#lib/timeline/ranges';
import { checkNow } from '#services/chat';
import type { Channel } from '#services/chatStore';
import { useChat } from '../state/useChat.ts';
import { secondsOf } from './dates.ts';
import { titleOf } from './ListStart.tsx';

/** Says on demand up to when this page has everything that was said in a channel; the cursor proves it. */
export function CompleteTo({ channel }: { channel: Channel }) {
  const panelId = useId();
  const { isWhole, sentence } = useProof(channel);
  const isOffline = useChat((chat) => chat.connection === 'offline');
  const Icon = isWhole ? CircleCheck : CircleDashed;
  return (
    <div className="relative">
      <button
        type="button"
        aria-label="How complete is this channel?"
        title="How complete is this channel?"
        popoverTarget={panelId}
        className="grid size-8 place-items-center rounded-lg text-muted transition-colors [anchor-name:--complete-to] hover:bg-hover hover:text-ink pointer-coarse:size-10"
      >
        <Icon aria-hidden="true" className="size-4" />
      </button>
      <div
        id={panelId}
        popover="auto"
        className="m-0 max-w-[min(20rem,90vw)] rounded-xl border border-line bg-raised p-3 text-ink text-sm shadow-float inset-auto end-4 top-14 max-sm:fixed [position-anchor:--complete-to] sm:supports-[top:anchor(bottom)]:[right:anchor(right)] sm:supports-[top:anchor(bottom)]:[top:anchor(bottom)]"
      >
        <p role="note">{sentence}</p>
        <button
          type="button"
          onClick={checkNow}
          disabled={isOffline}
          className="mt-2 inline-flex min-h-8 items-center rounded-lg border border-edge px-2.5 font-medium transition-colors hover:bg-hover disabled:opacity-60 pointer-coarse:min-h-10"
        >
          Check now
        </button>
      </div>
    </div>
  );
}

const WHY: Record<string, string> = {
  offline: 'this device is offline',
  connecting: 'it is still connecting',
  reconnecting: 'the connection is lost',
};

function useProof(channel: Channel): { isWhole: boolean; sentence: string } {
  const upTo = useChat((chat) => chat.completeTo[channel.id]);
  const why = useChat((chat) => WHY[chat.connection]);
  const timeline = useChat((chat) => chat.timelines[channel.id]) ?? EMPTY_TIMELINE;
  if (!upTo) return { isWhole: false, sentence: 'Not known yet: the server has not answered.' };
  const until = `Complete to ${secondsOf(upTo)}`;
  const missing = timeline.holes.reduce((sum, hole) => sum + sizeOf(hole), 0);
  if (hasGap(timeline)) {
    return { isWhole: false, sentence: `${until} · something after that is missing and is being fetched` };
  }
  if (why) return { isWhole: false, sentence: `${until} · since then ${why}, and something may be missing` };
  const but = missing > 0 ? `, but ${missing.toLocaleString('en')} messages that can be loaded` : '';
  // older messages are loaded when somebody scrolls to them
  const since = hasOlder(timeline) ? ' since the first message shown' : '';
  const sentence = `${until} · everything said in ${titleOf(channel)}${since} up to then is on this page${but}`;
  return { isWhole: missing === 0, sentence };
}
