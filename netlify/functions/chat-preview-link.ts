import { PreviewLink } from '#lib/contracts/previews';
import { operation, serve } from '#server/http/serve';
import { previewLink } from '#server/previews/preview-link';

export default serve({ POST: operation(PreviewLink, previewLink) });
