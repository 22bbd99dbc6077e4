import { readWatermarks } from '#db/queries/receipts';
import type { ListReceipts, ReceiptList } from '#lib/contracts/receipts';
import { AppError } from '#lib/errors';
import type { Actor, Deps } from '../deps.ts';

/** How far each member of a channel is, for who may read it. */
export async function listReceipts(
  { db }: Deps,
  actor: Actor,
  { channelId }: ListReceipts,
): Promise<ReceiptList> {
  const receipts = await readWatermarks(db, actor.userId, channelId);
  if (!receipts) throw new AppError('not_found', 'There is no such channel');
  return { receipts };
}
