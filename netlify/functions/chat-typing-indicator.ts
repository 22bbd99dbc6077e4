import { IndicateTyping } from '#lib/contracts/typing';
import { operation, serve } from '#server/http/serve';
import { indicateTyping } from '#server/realtime/indicate-typing';

export default serve({ POST: operation(IndicateTyping, indicateTyping) });
