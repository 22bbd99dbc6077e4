import { ListMessages } from '#lib/contracts/messages';
import { operation, serve } from '#server/http/serve';
import { listMessages } from '#server/messages/list-messages';

export default serve({ GET: operation(ListMessages, listMessages) });
