import { findStanding } from '#db/queries/channel-access';
import { refusalOf } from '#lib/channels/rules';
import { TYPING, type TypingEvent, viewChannel } from '#lib/contracts/realtime';
import type { IndicateTyping } from '#lib/contracts/typing';
import { AppError } from '#lib/errors';
import { triggerPusherEvent } from '#lib/pusher-server';
import type { Deps } from '../deps.ts';
import { expectCaller } from '../http/expect-caller.ts';
import type { Caller } from '../http/serve.ts';

/**
 * Tells the pages that have this conversation on screen that somebody is typing there, or has stopped.
 * The sender's own pages hear it as well and drop it by its `userId`: their other tabs have other sockets.
 */
export async function indicateTyping(
  deps: Deps,
  caller: Caller,
  { channelId, typing, userId: writerId }: IndicateTyping,
): Promise<void> {
  expectCaller(caller, 'userId', writerId);
  const { userId, requestId } = caller;
  const standing = await findStanding(deps.db, userId, channelId);
  if (!standing) throw new AppError('not_found', 'There is no such channel');
  const refusal = refusalOf('send', standing);
  if (refusal) throw new AppError('forbidden', refusal);
  const view = viewChannel(channelId, standing.viewEpoch);
  await announceTyping(deps, view, { channelId, userId, userName: standing.userName, typing }, requestId);
}

/** Never fails: nobody waits for this news, and in a few seconds it is old. */
async function announceTyping(
  { pusher }: Deps,
  view: string,
  event: TypingEvent,
  requestId: string,
): Promise<void> {
  try {
    await triggerPusherEvent(pusher, [view], TYPING, event);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown reason';
    console.error(`📡 Typing not triggered for channel ${event.channelId}: ${reason} request=${requestId}`);
  }
}
