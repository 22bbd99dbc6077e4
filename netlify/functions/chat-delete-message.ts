import { DeleteMessage } from '#lib/contracts/changes';
import { operation, serve } from '#server/http/serve';
import { deleteMessage } from '#server/messages/delete-message';

export default serve({ POST: operation(DeleteMessage, deleteMessage) });
