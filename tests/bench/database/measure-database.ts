import { sql } from 'drizzle-orm';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { insertMessage } from '#db/queries/insert-message';
import { readChanges } from '#db/queries/sync';
import { newsOf } from '#db/queries/unread';
import { SearchMessages } from '#lib/contracts/search';
import { listMessages } from '#server/messages/list-messages';
import { searchMessages } from '#server/search/search-messages';
import { DATABASE, LARGE } from '../limits.ts';
import { type Summary, summaryOf } from '../samples.ts';
import { openLargeDatabase } from './large-database.ts';
import { largeTeamOf } from './large-team.ts';
import { searchesOf } from './searches.ts';
import { seedLarge } from './seed-large.ts';
import { type DatabaseFigure, type Subject, subjectOf } from './subject.ts';

export interface DatabaseReport {
  name: string;
  figures: DatabaseFigure[];
  searches: DatabaseFigure[];
  send: { large: Summary; empty: Summary };
  /** Tables that a statement read from end to end. */
  scanned: Set<string>;
}

/** What the product's own statements cost where a million messages are, seeding them when they are not there. */
export async function measureDatabase(): Promise<DatabaseReport> {
  const opened = await openLargeDatabase();
  try {
    const team = largeTeamOf(LARGE.seed, LARGE.messages);
    await seedLarge(await opened.connect(), team, LARGE.mark, console.log);
    const emptyTeam = largeTeamOf(LARGE.seed, 0);
    await seedLarge(await opened.connectEmpty(), emptyTeam, LARGE.mark);

    // anew: what a migration sets for the database holds for the connections that come after it
    const client = await opened.connect();
    const large = subjectOf(client, team);
    const empty = subjectOf(await opened.reconnectEmpty(), emptyTeam);
    const figures = await measureReading(large, client);
    const searches = await measureSearches(large);
    const send = await measureSends(large, empty);
    return { name: opened.name, figures, searches, send, scanned: large.scanned };
  } finally {
    await opened.close();
  }
}

async function measureReading(subject: Subject, client: pg.Client): Promise<DatabaseFigure[]> {
  const { db, readerId, channelId } = subject;
  const { rows } = await client.query<{ id: string; last_rev: number }>('select id, last_rev from channels');
  const cursors = Object.fromEntries(rows.map(({ id, last_rev }) => [id, last_rev]));
  const page = { channelId, limit: 50 };
  const middle = Math.round((subject.team.channels[0]?.size ?? 0) / 2);
  const unread = sql`select m.channel_id, news.* from members m cross join lateral (${newsOf(readerId)}) news
    where m.user_id = ${readerId}::uuid`;
  return [
    await subject.figure('sync of an idle client', DATABASE.sync, () => readChanges(db, readerId, cursors)),
    await subject.figure('first sync', null, () => readChanges(db, readerId, {})),
    await subject.figure('history page, the latest', DATABASE.page, () =>
      listMessages({ db }, { userId: readerId }, page),
    ),
    await subject.figure('history page, in the middle', DATABASE.page, () =>
      listMessages({ db }, { userId: readerId }, { ...page, before: middle }),
    ),
    await subject.figure('unread counts of all channels', DATABASE.unread, () => db.execute(unread)),
  ];
}

async function measureSearches(subject: Subject): Promise<DatabaseFigure[]> {
  const figures: DatabaseFigure[] = [];
  for (const [kind, q] of searchesOf(subject.team)) {
    for (const order of ['newest', 'best'] as const) {
      const input = SearchMessages.parse({ q, order });
      const search = () => searchMessages({ db: subject.db }, { userId: subject.readerId }, input);
      figures.push(await subject.figure(`${kind}, ${order} first: ${q}`, DATABASE.search, search));
    }
  }
  return figures;
}

/** In turns: whatever else the machine does falls on both alike. */
async function measureSends(large: Subject, empty: Subject): Promise<DatabaseReport['send']> {
  const times = { large: [] as number[], empty: [] as number[] };
  const send = ({ db, readerId, channelId, team }: Subject) =>
    insertMessage(db, {
      id: uuidv7(),
      channelId,
      senderId: readerId,
      content: team.vocabulary.words.slice(0, 12).join(' '),
      replyToId: null,
      calls: { all: false, named: [], present: [] },
      attachmentIds: [],
    });
  for (let count = 0; count < DATABASE.sends; count++) {
    times.empty.push(await empty.sample(() => send(empty)));
    times.large.push(await large.sample(() => send(large)));
  }
  return { large: summaryOf(times.large), empty: summaryOf(times.empty) };
}
