import { SearchMessages } from '#lib/contracts/search';
import { operation, serve } from '#server/http/serve';
import { searchMessages } from '#server/search/search-messages';

export default serve({ GET: operation(SearchMessages, searchMessages) });
