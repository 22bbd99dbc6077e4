import { PusherAuth } from '#lib/contracts/realtime';
import { operation, serve } from '#server/http/serve';
import { authoriseSubscription } from '#server/realtime/authorise-subscription';

export default serve({
  POST: operation(PusherAuth, authoriseSubscription, 'application/x-www-form-urlencoded'),
});
