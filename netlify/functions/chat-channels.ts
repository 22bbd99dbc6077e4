import { ChangeChannel, ListChannels } from '#lib/contracts/channels';
import { changeChannel } from '#server/channels/change-channel';
import { listChannels } from '#server/channels/list-channels';
import { operation, serve } from '#server/http/serve';

export default serve({
  GET: operation(ListChannels, listChannels),
  POST: operation(ChangeChannel, changeChannel),
});
