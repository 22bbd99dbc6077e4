/** What the tabs of one browser tell each other of signing in and out: they share one cookie, so one session. */
import * as z from 'zod/mini';
import { expireSession } from './catchUp.ts';
import { type ChatState, chatStore } from './chatStore.ts';

const CHANNEL = 'team-chat:session';

/** Null: nobody is signed in any more. */
const News = z.object({ personId: z.nullable(z.string()) });

const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);
let told: string | null | undefined;

/** Tells the other tabs who is signed in now; nothing while that is not known, or as it was. */
export function tellSession({ session, me }: ChatState): void {
  const personId = session === 'signed-in' && me ? me.id : null;
  // whoever comes back from an expired session is news again
  if (session === 'expired') told = undefined;
  const isKnown = personId !== null || session === 'signed-out';
  if (!isKnown || personId === told) return;
  const isFirst = told === undefined && personId === null;
  told = personId;
  // a page that finds nobody signed in ends nothing
  if (!isFirst) tabs?.postMessage({ personId });
}

/**
 * Follows the other tabs: a page whose session is over, or somebody else's, asks for sign-in at once and hears nothing more; one
 * that waits for its person goes on when they are back.
 * @param goOn loads the chat again
 */
export function followSession(goOn: () => void): void {
  tabs?.addEventListener('message', ({ data }) => {
    const news = News.safeParse(data);
    const { session, me } = chatStore.getState();
    if (!news.success || !me) return;
    const isMine = news.data.personId === me.id;
    if (session === 'signed-in' && !isMine) expireSession();
    if (session === 'expired' && isMine) goOn();
  });
}
