import { EditMessage } from '#lib/contracts/changes';
import { operation, serve } from '#server/http/serve';
import { editMessage } from '#server/messages/edit-message';

export default serve({ POST: operation(EditMessage, editMessage) });
