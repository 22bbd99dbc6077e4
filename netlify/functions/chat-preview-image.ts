import { ShowPreviewImage } from '#lib/contracts/previews';
import { operation, serve } from '#server/http/serve';
import { showPreviewImage } from '#server/previews/show-preview-image';

export default serve({ GET: operation(ShowPreviewImage, showPreviewImage) });
