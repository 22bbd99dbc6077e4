import type { AttachmentRow } from '#db/queries/attachments';
import type { Attachment } from '#lib/contracts/messages';

/** A row as it may leave the server. */
export function presentAttachment(row: AttachmentRow): Attachment {
  const { id, name, mimeType, size, width, height, alt, hasThumbnail } = row;
  return { id, name, mimeType, size, width, height, alt, hasThumbnail };
}
