import { RECEIPT, type ReceiptEvent, userChannel } from '#lib/contracts/realtime';
import { triggerPusherEvent } from '#lib/pusher-server';
import type { Deps } from '../deps.ts';

/**
 * Tells the authors concerned, and the reader's own pages, how far a reader is: each on their own channel, in one trigger.
 *
 * Who is concerned is decided where the watermark is raised: an author hears only what changes their own screen, that is
 * the first to have, and the first to have read, a message of theirs. So 24 readers of one message cause one or two
 * events, not 24. This stands in for the older rule of one event per reader, author and 5 s: a page reports at most once
 * in 2 s, and Delivered and Read are due on the author's screen within 3 s. Who else has read it is asked for, not told.
 *
 * Never fails: the watermark is stored, and who misses the event gets it from the next sync.
 */
export async function announceReceipt(
  { pusher }: Deps,
  watermarks: ReceiptEvent,
  audience: readonly string[],
  requestId: string,
): Promise<void> {
  if (audience.length === 0) return;
  const { channelId } = watermarks;
  try {
    await triggerPusherEvent(pusher, audience.map(userChannel), RECEIPT, watermarks);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown reason';
    console.error(`📡 Receipt not triggered for channel ${channelId}: ${reason} request=${requestId}`);
  }
}
