import { fileURLToPath } from 'node:url';
import { migrate } from 'drizzle-orm/neon-http/migrator';
import type pg from 'pg';
import { LocalError } from '#local/local-error';
import { EMAIL_DOMAIN, type LargeMessage, type LargeTeam } from './large-team.ts';
import { bridgeTo, runOn } from './sql-bridge.ts';

const BATCH = 10_000;
/** Indexes that are made anew after all rows are there, which takes a quarter of the time. */
const LATE_INDEXES =
  "tablename = 'internal_messages' and indexname not like '%_pkey' and indexdef not like '%UNIQUE%'";

/**
 * Brings a database to the newest schema and fills it with this team, unless it holds it already.
 * @returns false when it did
 * @throws LocalError when it holds anybody else
 */
export async function seedLarge(
  client: pg.Client,
  team: LargeTeam,
  mark: string,
  say: (what: string) => void = () => {},
): Promise<boolean> {
  const migrationsFolder = fileURLToPath(new URL('../../../db/migrations', import.meta.url));
  await migrate(bridgeTo(runOn(client)), { migrationsFolder });
  await expectOnlySeed(client);
  if (await isMarked(client, mark)) return false;

  await client.query(`truncate users, channels, members, internal_messages, send_rates cascade`);
  await insertPeople(client, team);
  await insertChannels(client, team);
  const indexes = await dropIndexes(client);
  let count = 0;
  for (const messages of batchesOf(team.messages())) {
    await insertMessages(client, messages);
    count += messages.length;
    if (count % 100_000 === 0) say(`${count.toLocaleString('en')} messages`);
  }
  for (const { name, definition } of indexes) {
    say(`index ${name}`);
    await client.query(definition);
  }
  await client.query(
    `update channels set last_seq = newest.seq, last_rev = newest.rev
     from (select channel_id, max(seq) as seq, max(rev) as rev from internal_messages group by channel_id) newest
     where id = newest.channel_id`,
  );
  await client.query('vacuum analyze');
  await client.query(`update channels set topic = $1 where name = 'general'`, [mark]);
  return true;
}

async function expectOnlySeed(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select from users where email not like $1 limit 1', [
    `%@${EMAIL_DOMAIN}`,
  ]);
  if (rowCount !== 0) {
    throw new LocalError(
      'The database of DATABASE_URL holds people and messages of a real team, so it is left alone: name an empty one',
    );
  }
}

/** The mark is set last: what was interrupted is not marked. */
async function isMarked(client: pg.Client, mark: string): Promise<boolean> {
  const { rowCount } = await client.query(`select from channels where name = 'general' and topic = $1`, [
    mark,
  ]);
  return rowCount === 1;
}

async function insertPeople(client: pg.Client, { people }: LargeTeam): Promise<void> {
  await client.query(
    `insert into users (id, name, email, role)
     select id, name, email, case n when 1 then 'owner' else 'member' end
     from unnest($1::uuid[], $2::text[], $3::text[]) with ordinality as person (id, name, email, n)`,
    [people.map(({ id }) => id), people.map(({ name }) => name), people.map(({ email }) => email)],
  );
}

async function insertChannels(client: pg.Client, { channels, people }: LargeTeam): Promise<void> {
  const rows = channels.map(({ id, kind, name, members }) => ({
    id,
    kind,
    name,
    directKey:
      kind === 'direct'
        ? members
            .map(({ userId }) => userId)
            .toSorted()
            .join(',')
        : null,
    createdBy: people[0]?.id,
  }));
  await client.query(
    `insert into channels (id, kind, name, name_key, direct_key, is_default, created_by, created_at)
     select id, kind, name, name, "directKey", name = 'general', "createdBy", '2024-01-01'
     from jsonb_to_recordset($1::jsonb) as channel
       (id uuid, kind text, name text, "directKey" text, "createdBy" uuid)`,
    [JSON.stringify(rows)],
  );
  const memberships = channels.flatMap(({ id, size, members }) =>
    members.map(({ userId, behind }) => ({
      channelId: id,
      userId,
      readSeq: size - behind,
      deliveredSeq: size,
    })),
  );
  await client.query(
    `insert into members (channel_id, user_id, last_read_seq, last_delivered_seq)
     select "channelId", "userId", "readSeq", "deliveredSeq" from jsonb_to_recordset($1::jsonb) as member
       ("channelId" uuid, "userId" uuid, "readSeq" int, "deliveredSeq" int)`,
    [JSON.stringify(memberships)],
  );
}

async function dropIndexes(client: pg.Client): Promise<{ name: string; definition: string }[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes where ${LATE_INDEXES}`,
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows;
}

function* batchesOf(messages: Iterable<LargeMessage>): Generator<LargeMessage[]> {
  let batch: LargeMessage[] = [];
  for (const message of messages) {
    batch.push(message);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function insertMessages(client: pg.Client, messages: LargeMessage[]): Promise<void> {
  const column = <Name extends keyof LargeMessage>(name: Name) => messages.map((message) => message[name]);
  await client.query(
    `insert into internal_messages
       (id, channel_id, seq, rev, sender_id, content, reply_to_id, created_at, edited_at, deleted_at, mentions)
     select said.*, array(
       select distinct call[1]::uuid from regexp_matches(said.content, '<@([0-9a-f-]{36})>', 'g') as call)
     from unnest($1::uuid[], $2::uuid[], $3::int[], $4::int[], $5::uuid[], $6::text[], $7::uuid[],
       $8::timestamptz[], $9::timestamptz[], $10::timestamptz[])
       as said (id, channel_id, seq, rev, sender_id, content, reply_to_id, created_at, edited_at, deleted_at)`,
    [
      column('id'),
      column('channelId'),
      column('seq'),
      column('rev'),
      column('senderId'),
      column('content'),
      column('replyToId'),
      column('createdAt'),
      column('editedAt'),
      column('deletedAt'),
    ],
  );
}
