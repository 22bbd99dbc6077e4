import { ReadAttachment } from '#lib/contracts/attachments';
import { readAttachment } from '#server/attachments/read-attachment';
import { operation, serve } from '#server/http/serve';

export default serve({ GET: operation(ReadAttachment, readAttachment) });
