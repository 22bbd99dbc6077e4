import * as z from 'zod/mini';
import { Id, Timestamp } from '#lib/contracts/ids';

/** POST chat-preview-link, by the message's author: fetch what its first link leads to, once, or take the preview away. */
export const PreviewLink = z.strictObject({ messageId: Id, remove: z.optional(z.literal(true)) });
export type PreviewLink = z.infer<typeof PreviewLink>;

/**
 * GET chat-preview-image: the picture of a message's preview. `text` is another for each text the message has had (when it
 * was written), so that a browser that keeps the picture of one link does not show it for the next.
 */
export const ShowPreviewImage = z.strictObject({ messageId: Id, text: z.optional(Timestamp) });
export type ShowPreviewImage = z.infer<typeof ShowPreviewImage>;
