import { ListReplies } from '#lib/contracts/changes';
import { operation, serve } from '#server/http/serve';
import { listReplies } from '#server/messages/list-replies';

export default serve({ GET: operation(ListReplies, listReplies) });
