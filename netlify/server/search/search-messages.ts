import { findBest, findNewest, readSearchNames } from '#db/queries/search';
import type { SearchPlan } from '#db/queries/search-conditions';
import { SEARCH_PAGE_SIZE, type SearchMessages, type SearchPage } from '#lib/contracts/search';
import { highlightsOf } from '#lib/search/highlights';
import type { Actor, Deps } from '../deps.ts';
import { presentMessage } from '../messages/present-message.ts';
import { readBestCursor, readNewestCursor, writeCursor } from './cursor.ts';
import { planSearch } from './plan-search.ts';

/** One more than is shown tells whether there are more. */
const LIMIT = SEARCH_PAGE_SIZE + 1;

/** Messages that the actor may read and that fit, a page at a time. */
export async function searchMessages(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  input: SearchMessages,
): Promise<SearchPage> {
  const findPage = input.order === 'best' ? findBestPage : findNewestPage;
  const names = await readSearchNames(deps.db, actor.userId);
  const plan = planSearch(input.q, { ...names, myId: actor.userId }, input.timeZone);
  const { rows, cursor } = await findPage(deps, actor, plan, input.cursor);
  return {
    results: rows.map((row) => {
      const message = presentMessage(row);
      return { message, channelId: message.channelId, highlights: highlightsOf(message.content, plan.words) };
    }),
    cursor,
  };
}

async function findNewestPage(
  { db }: Pick<Deps, 'db'>,
  { userId }: Actor,
  plan: SearchPlan,
  cursor?: string,
) {
  const found = await findNewest(db, userId, plan, readNewestCursor(cursor), LIMIT);
  return cut(found, ({ createdAt, id }) => writeCursor({ createdAt, id }));
}

async function findBestPage({ db }: Pick<Deps, 'db'>, { userId }: Actor, plan: SearchPlan, cursor?: string) {
  const found = await findBest(db, userId, plan, readBestCursor(cursor), LIMIT);
  return cut(found, ({ rank, createdAt, id }) => writeCursor({ rank, createdAt, id }));
}

function cut<Row>(found: Row[], cursorBehind: (last: Row) => string): { rows: Row[]; cursor: string | null } {
  const rows = found.slice(0, SEARCH_PAGE_SIZE);
  const last = rows.at(-1);
  return { rows, cursor: last && found.length > rows.length ? cursorBehind(last) : null };
}
