import * as z from 'zod/mini';
import { Id } from '#lib/contracts/ids';

/** POST chat-typing-indicator. */
export const IndicateTyping = z.strictObject({
  channelId: Id,
  typing: z.boolean(),
  /** Who writes. Refused when somebody else is signed in by now. */
  userId: z.optional(Id),
});
export type IndicateTyping = z.infer<typeof IndicateTyping>;
