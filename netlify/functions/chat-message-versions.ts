import { ListVersions } from '#lib/contracts/changes';
import { operation, serve } from '#server/http/serve';
import { listVersions } from '#server/messages/list-versions';

export default serve({ GET: operation(ListVersions, listVersions) });
