import { UploadAttachment } from '#lib/contracts/attachments';
import { uploadAttachment } from '#server/attachments/upload-attachment';
import { operation, serve } from '#server/http/serve';

export default serve({ POST: operation(UploadAttachment, uploadAttachment, 'application/octet-stream') });
