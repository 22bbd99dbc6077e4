import { hashPassword } from 'better-auth/crypto';
import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { connectDatabase, type Database } from '#db/client';
import { isTeamEmpty } from '#db/queries/people';
import { accounts, channels, internalMessages, members, users } from '#db/schema';
import { type Conversation, conversations, type Line } from './conversations.ts';
import { DEMO_PASSWORD, type DemoName, demoPeople } from './people.ts';

type Ids = Record<DemoName, string>;

/** Fills an empty database with the demo team and what it talked about; a team that has people is left alone. */
export async function seedDemoTeam(databaseUrl: string): Promise<void> {
  const db = connectDatabase(databaseUrl);
  if (!(await isTeamEmpty(db))) return;
  const people = await insertPeople(db);
  for (const conversation of conversations) await insertConversation(db, people, conversation);
}

async function insertPeople(db: Database): Promise<Ids> {
  const password = await hashPassword(DEMO_PASSWORD);
  const rows = demoPeople.map((person, index) => ({
    ...person,
    id: uuidv7(),
    emailVerified: true,
    role: index === 0 ? ('owner' as const) : ('member' as const),
  }));
  await db.insert(users).values(rows);
  await db
    .insert(accounts)
    .values(rows.map(({ id }) => ({ userId: id, accountId: id, providerId: 'credential', password })));
  return Object.fromEntries(rows.map(({ name, id }) => [name, id])) as Ids;
}

async function insertConversation(db: Database, people: Ids, conversation: Conversation): Promise<void> {
  const { name, kind, topic, lines } = conversation;
  const count = lines.length;
  const channelId = await openChannel(db, {
    name,
    nameKey: name,
    kind,
    topic,
    lastSeq: count,
    lastRev: count,
    createdBy: people.Kevin,
  });
  const names = conversation.people ?? demoPeople.map((person) => person.name);
  await db.insert(members).values(
    names.map((member) => ({
      channelId,
      userId: people[member],
      lastDeliveredSeq: count,
      lastReadSeq: count,
    })),
  );
  await db.insert(internalMessages).values(messagesOf(lines, channelId, people));
}

/** `general` is there since the first migration; the others are new. */
async function openChannel(db: Database, values: typeof channels.$inferInsert): Promise<string> {
  const [existing] = await db
    .update(channels)
    .set(values)
    .where(eq(channels.name, values.name))
    .returning({ id: channels.id });
  const [channel] = existing
    ? [existing]
    : await db.insert(channels).values(values).returning({ id: channels.id });
  if (!channel) throw new Error(`The channel ${values.name} was not stored`);
  return channel.id;
}

function messagesOf(lines: Line[], channelId: string, people: Ids) {
  const times = timesOf(lines);
  const ids = times.map((time) => uuidv7({ msecs: time.getTime() }));
  return lines.map((line, index) => ({
    id: ids[index] ?? uuidv7(),
    channelId,
    seq: index + 1,
    rev: index + 1,
    senderId: people[line.who],
    content: line.text,
    replyToId: line.answers === undefined ? null : (ids[index - line.answers] ?? null),
    createdAt: times[index] ?? new Date(),
  }));
}

/** When the lines were said: at their time of day, but ascending and never in the future, also before breakfast. */
function timesOf(lines: Line[]): Date[] {
  const now = Date.now();
  return lines.map(({ daysAgo, at }, index) => {
    const [hours = 0, minutes = 0] = at.split(':').map(Number);
    const time = workingDayBefore(new Date(now), daysAgo);
    time.setHours(hours, minutes, 0, 0);
    return new Date(Math.min(time.getTime(), now - (lines.length - index) * 60_000));
  });
}

/** Nobody on the demo team works at the weekend. */
function workingDayBefore(day: Date, days: number): Date {
  const before = new Date(day);
  for (let left = days; left > 0; ) {
    before.setDate(before.getDate() - 1);
    if (before.getDay() !== 0 && before.getDay() !== 6) left -= 1;
  }
  return before;
}
