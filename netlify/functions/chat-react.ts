import { React } from '#lib/contracts/changes';
import { operation, serve } from '#server/http/serve';
import { reactToMessage } from '#server/messages/react-to-message';

export default serve({ POST: operation(React, reactToMessage) });
