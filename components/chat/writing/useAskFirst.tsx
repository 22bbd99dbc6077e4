import { useRef, useState } from 'react';
import { AlertDialog } from '#components/ui/AlertDialog';
import { mentionsOf } from '#lib/mentions';
import type { Broadcast } from '#lib/mentions/directory';
import { type Reach, reachOf } from '#services/reach';

/** Members of a channel from which on calling all of them is asked about first. */
const ASKED_FROM = 6;

/** Asks before a message calls many people. @param send sends it, whatever it calls */
export function useAskFirst(channelId: string, send: () => void) {
  const [reach, setReach] = useState<Reach | null>(null);
  const isAsking = useRef(false);

  /** @param content as it is stored */
  async function askOrSend(content: string): Promise<void> {
    const to = broadcastOf(content);
    if (!to) return send();
    if (isAsking.current) return;
    isAsking.current = true;
    const found = await reachOf(channelId, to);
    isAsking.current = false;
    if (found.members !== null && found.members < ASKED_FROM) send();
    else setReach(found);
  }

  function handleYes() {
    setReach(null);
    send();
  }

  const dialog = (
    <AlertDialog
      question={reach && questionOf(reach)}
      yes="Send"
      onYes={handleYes}
      onNo={() => setReach(null)}
    />
  );
  return { dialog, askOrSend };
}

function broadcastOf(content: string): Broadcast | null {
  const { channel, here } = mentionsOf(content);
  if (channel) return 'channel';
  return here ? 'here' : null;
}

function questionOf({ to, called }: Reach): string {
  if (called === null) {
    return `This will notify ${to === 'here' ? 'everybody who is online' : 'every member'}. Send it?`;
  }
  if (called === 0) return 'Nobody else is online here. Send it?';
  return `This will notify ${called} ${called === 1 ? 'person' : 'people'}. Send it?`;
}
