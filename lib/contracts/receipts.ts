import * as z from 'zod/mini';
import { Id } from '#lib/contracts/ids';

/** Channels that one report may speak of. */
export const RECEIPTS_MAX = 100;

const Seq = z.int().check(z.minimum(0), z.maximum(2_147_483_647));

const receiptFields = {
  channelId: Id,
  /** This person's client has every message up to this one. */
  deliveredSeq: z.optional(Seq),
  /** This person has seen every message up to this one. */
  readSeq: z.optional(Seq),
  /** Marked unread by hand from this message on, after what `readSeq` tells: the one thing that moves a watermark back. */
  unreadFrom: z.optional(Seq.check(z.minimum(1))),
};

const saysSomething = ({
  deliveredSeq,
  readSeq,
  unreadFrom,
}: {
  deliveredSeq?: number | undefined;
  readSeq?: number | undefined;
  unreadFrom?: number | undefined;
}) =>
  [deliveredSeq, readSeq, unreadFrom].some((seq) => seq !== undefined) &&
  (readSeq ?? -1) < (unreadFrom ?? Number.POSITIVE_INFINITY);

const Receipt = z.strictObject(receiptFields).check(
  z.refine(saysSomething, {
    message: 'Give deliveredSeq, readSeq or unreadFrom, and readSeq below unreadFrom',
    path: ['deliveredSeq'],
  }),
);
export type Receipt = z.infer<typeof Receipt>;

const ReceiptBatch = z.strictObject({
  receipts: z.array(Receipt).check(z.minLength(1), z.maxLength(RECEIPTS_MAX)),
  /** Who looks at the page that reports. Refused when somebody else is signed in by now. */
  userId: z.optional(Id),
});

/** POST chat-receipts: one receipt, or `{ receipts }` for several channels at once. Errors name the field in either shape. */
export const ReportReceipts = z.transform((input: unknown, context): z.infer<typeof ReceiptBatch> => {
  const isBatch = typeof input === 'object' && input !== null && 'receipts' in input;
  const parsed = isBatch ? ReceiptBatch.safeParse(input) : Receipt.safeParse(input);
  if (!parsed.success) {
    context.issues.push(...(parsed.error.issues as typeof context.issues));
    return z.NEVER;
  }
  return 'receipts' in parsed.data ? parsed.data : { receipts: [parsed.data] };
});
export type ReportReceipts = z.output<typeof ReportReceipts>;

/** How far one member is: the highest seq their client has, and the highest they have seen. */
export const Watermarks = z.object({ channelId: Id, userId: Id, deliveredSeq: z.int(), readSeq: z.int() });
export type Watermarks = z.infer<typeof Watermarks>;

/** GET chat-receipts: how far each member of a channel is. */
export const ListReceipts = z.strictObject({ channelId: Id });
export type ListReceipts = z.infer<typeof ListReceipts>;

/** Answer of both: the caller's own watermarks after a report, everybody's when listed. Channels the caller has no part in are missing. */
export const ReceiptList = z.object({ receipts: z.array(Watermarks) });
export type ReceiptList = z.infer<typeof ReceiptList>;
