import { SendMessage } from '#lib/contracts/messages';
import { operation, serve } from '#server/http/serve';
import { sendMessage } from '#server/messages/send-message';

export default serve({ POST: operation(SendMessage, sendMessage) });
