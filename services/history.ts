/** Brings what a channel's window lacks: older pages, what a reset went past, and what it kept. */
import { retryDelay } from '#lib/backoff';
import { MESSAGE_PAGE_SIZE } from '#lib/contracts/messages';
import {
  hasOlder,
  isHere,
  messagesOf,
  nextRefresh,
  takeAround,
  takeNewer,
  takeOlder,
  takeRefresh,
} from '#lib/timeline/channel-timeline';
import type { Range } from '#lib/timeline/ranges';
import { type ChatState, chatStore } from './chatStore.ts';
import { withTimeline } from './chatTransitions.ts';
import { listMessages } from './internalChatService.ts';

/** Messages in a page of what was kept: as many as the server gives. */
const PAGE_MAX = 100;

const loading = new Map<string, Promise<void>>();

/**
 * Loads the page before the oldest message here; one at a time a channel.
 * @throws AppError or NetworkError; scrolling on tries again.
 */
export function loadOlder(channelId: string): Promise<void> {
  return once(`older ${channelId}`, async () => {
    const timeline = timelineOf(channelId);
    if (timeline && hasOlder(timeline)) await loadBefore(channelId, timeline.windowStart);
  });
}

/**
 * Loads a page of the messages that a reset went past.
 * @param from the first seq of the hole
 * @param side from where its reader comes: its first messages, or its last
 * @throws AppError or NetworkError
 */
export function loadHole(channelId: string, from: number, side: 'start' | 'end'): Promise<void> {
  return once(`hole ${channelId} ${from}`, async () => {
    const hole = timelineOf(channelId)?.holes.find((candidate) => candidate.from === from);
    if (!hole) return;
    if (side === 'end') await loadBefore(channelId, hole.to + 1);
    else await loadAfter(channelId, hole);
  });
}

/**
 * Loads what was said around a seq; nothing when it is here.
 * @throws AppError or NetworkError
 */
export function loadAroundSeq(channelId: string, seq: number): Promise<void> {
  return once(`around ${channelId} ${seq}`, async () => {
    const timeline = timelineOf(channelId);
    if (timeline && isHere(timeline, seq)) return;
    await takePageAround(channelId, { around: seq });
  });
}

/**
 * Loads a message with what was said around it; nothing when it is here.
 * @throws AppError (not_found: it is not in this channel, or the channel not this person's to read) or NetworkError
 */
export function loadAround(channelId: string, messageId: string): Promise<void> {
  return once(`around ${channelId} ${messageId}`, async () => {
    const timeline = timelineOf(channelId);
    if (timeline && messagesOf(timeline).some(({ id }) => id === messageId)) return;
    await takePageAround(channelId, { messageId });
  });
}

async function takePageAround(
  channelId: string,
  place: { around: number } | { messageId: string },
): Promise<void> {
  const resets = timelineOf(channelId)?.resets ?? 0;
  const page = await listMessages({ channelId, ...place });
  chatStore.setState((state) => withTimeline(state, channelId, (now) => takeAround(now, page, resets)));
}

async function loadAfter(channelId: string, { from, to }: Range): Promise<void> {
  const resets = timelineOf(channelId)?.resets ?? 0;
  const after = from - 1;
  const limit = Math.min(MESSAGE_PAGE_SIZE, to - after);
  const page = await listMessages({ channelId, after, limit });
  chatStore.setState((state) =>
    withTimeline(state, channelId, (timeline) => takeNewer(timeline, page, { after, resets })),
  );
}

async function loadBefore(channelId: string, before: number): Promise<void> {
  const resets = timelineOf(channelId)?.resets ?? 0;
  const page = await listMessages({ channelId, before });
  chatStore.setState((state) =>
    withTimeline(state, channelId, (timeline) => takeOlder(timeline, page, { before, resets })),
  );
}

/** What was kept over a reset is fetched again at once: it may have been edited or deleted. */
export function tendKept({ session, timelines }: ChatState): void {
  if (session !== 'signed-in') return;
  for (const [channelId, { stale }] of Object.entries(timelines))
    if (stale.length > 0) void once(`kept ${channelId}`, () => refreshKept(channelId));
}

async function refreshKept(channelId: string): Promise<void> {
  for (let failures = 0; chatStore.getState().session === 'signed-in'; ) {
    const timeline = timelineOf(channelId);
    const asked = timeline && nextRefresh(timeline, PAGE_MAX);
    if (!asked) return;
    const limit = asked.to - asked.from + 1;
    try {
      const { messages } = await listMessages({ channelId, after: asked.from - 1, limit });
      failures = 0;
      chatStore.setState((state) =>
        withTimeline(state, channelId, (now) => takeRefresh(now, messages, asked)),
      );
    } catch {
      failures += 1;
      await new Promise((resolve) => setTimeout(resolve, retryDelay(failures, Math.random())));
    }
  }
}

function timelineOf(channelId: string) {
  return chatStore.getState().timelines[channelId];
}

/** What is under way already is not begun again. */
function once(what: string, work: () => Promise<void>): Promise<void> {
  const running = loading.get(what) ?? work().finally(() => loading.delete(what));
  loading.set(what, running);
  return running;
}
