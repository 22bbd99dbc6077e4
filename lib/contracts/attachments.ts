import * as z from 'zod/mini';
import { cleanFileName, cleanLine } from '#lib/attachments/file-name';
import { ALT_TEXT_MAX, ATTACHMENT_MAX_BYTES } from '#lib/attachments/limits';
import { Id } from '#lib/contracts/ids';

/** A number as a query writes it: digits alone. */
const numberInQuery = z.pipe(
  z.string().check(z.regex(/^\d{1,10}$/, 'Not a whole number')),
  z.transform(Number),
);

/** POST chat-upload-attachment: one piece of a file. The client makes `id`, so that a piece that is sent again is the same one. */
export const UploadAttachment = z.strictObject({
  id: Id,
  /** Who uploads it, as far as the page knows. */
  userId: z.optional(Id),
  name: z.pipe(z.string().check(z.minLength(1), z.maxLength(1_000)), z.transform(cleanFileName)),
  /** Bytes of the whole file. */
  size: z.pipe(
    numberInQuery,
    z
      .int()
      .check(
        z.minimum(1, 'The file is empty'),
        z.maximum(ATTACHMENT_MAX_BYTES, `At most ${ATTACHMENT_MAX_BYTES / 1024 / 1024} MB`),
      ),
  ),
  /** Which part, from 0; the last one finishes the file. Or the small copy of a picture, which comes before that. */
  piece: z.union([z.literal('thumbnail'), numberInQuery], 'Not a part'),
  bytes: z.instanceof(Uint8Array),
});
export type UploadAttachment = z.infer<typeof UploadAttachment>;

const flagInQuery = z.pipe(
  z.optional(z.literal('1')),
  z.transform((flag) => flag !== undefined),
);

/** GET chat-attachment. */
export const ReadAttachment = z.strictObject({ id: Id, thumbnail: flagInQuery, download: flagInQuery });
export type ReadAttachment = z.infer<typeof ReadAttachment>;

/** POST chat-describe-attachment: what a picture shows, for those who cannot see it. */
export const DescribeAttachment = z.strictObject({
  id: Id,
  alt: z.pipe(
    z.string().check(
      z.trim(),
      z.maxLength(ALT_TEXT_MAX, `At most ${ALT_TEXT_MAX.toLocaleString('en')} characters`),
      z.refine(
        (alt) => !alt.includes('\0') && alt.isWellFormed(),
        'Contains characters that cannot be stored',
      ),
    ),
    z.transform(cleanLine),
  ),
});
export type DescribeAttachment = z.infer<typeof DescribeAttachment>;
