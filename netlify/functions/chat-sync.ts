import { SyncRequest } from '#lib/contracts/sync';
import { operation, serve } from '#server/http/serve';
import { syncChannels } from '#server/sync/sync-channels';

export default serve({ POST: operation(SyncRequest, syncChannels) });
