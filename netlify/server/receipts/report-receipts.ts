import { type Reported, reportReceipts as storeReceipts } from '#db/queries/receipts';
import type { ReceiptList, ReportReceipts } from '#lib/contracts/receipts';
import { AppError } from '#lib/errors';
import type { Deps } from '../deps.ts';
import { expectCaller } from '../http/expect-caller.ts';
import type { Caller } from '../http/serve.ts';
import { announceReceipt } from '../realtime/announce-receipt.ts';

/**
 * Raises the caller's watermarks and tells the authors for whom that is news. Answers with the watermarks as they are now.
 * Channels the caller has no part in are passed over as long as one is theirs: who was just removed from one channel
 * still reports the others.
 */
export async function reportReceipts(
  deps: Deps,
  caller: Caller,
  { receipts, userId }: ReportReceipts,
): Promise<ReceiptList> {
  expectCaller(caller, 'userId', userId);
  const results = await storeReceipts(deps.db, caller.userId, receipts);
  const reported = results.filter((result) => result.outcome === 'reported');
  if (reported.length === 0) throw refusal(results);
  await Promise.all(
    reported.map(({ watermarks, authors, hasRead }) => {
      // on the reader's other devices it is read as well
      const audience = hasRead ? [...authors, caller.userId] : authors;
      return announceReceipt(deps, watermarks, audience, caller.requestId);
    }),
  );
  return { receipts: reported.map(({ watermarks }) => watermarks) };
}

function refusal(results: Reported[]): AppError {
  return results.some(({ outcome }) => outcome === 'not a member')
    ? new AppError('forbidden', 'Join the channel to report what you have read')
    : new AppError('not_found', 'There is no such channel');
}
