import { useRef, useState } from 'react';
import { AlertDialog } from '#components/ui/AlertDialog';
import { mentionsOf } from '#lib/mentions';
import type { Broadcast } from '#lib/mentions/directory';
import { type Reach, reachOf } from '#services/reach';

/** Members of a channel from which on calling all of them is asked about first. */
const ASKED_FROM = 6;

interface Asked {
  channelId: string;
  /** Sends or saves it, whatever it calls. */
  send: () => void;
  verb: 'Send' | 'Save';
}

/** Asks before a message calls many people. */
export function useAskFirst({ channelId, send, verb }: Asked) {
  const [reach, setReach] = useState<Reach | null>(null);
  const isAsking = useRef(false);

  /** @param content as it is stored @param before what it said before: whom that called, nobody is asked about */
  async function askOrSend(content: string, before = ''): Promise<void> {
    const to = newBroadcastIn(content, before);
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
      question={reach && `${reachIn(reach)} ${verb} it?`}
      yes={verb}
      onYes={handleYes}
      onNo={() => setReach(null)}
    />
  );
  return { dialog, askOrSend };
}

function newBroadcastIn(content: string, before: string): Broadcast | null {
  const { channel, here } = mentionsOf(content);
  const called = mentionsOf(before);
  if (called.channel) return null;
  if (channel) return 'channel';
  return here && !called.here ? 'here' : null;
}

function reachIn({ to, called }: Reach): string {
  if (called === null) {
    return `This will notify ${to === 'here' ? 'everybody who is online' : 'every member'}.`;
  }
  if (called === 0) return 'Nobody else is online here.';
  return `This will notify ${called} ${called === 1 ? 'person' : 'people'}.`;
}
