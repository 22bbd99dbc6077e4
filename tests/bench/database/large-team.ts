import { type Random, seededRandom } from '#local/faults/random';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';

const PEOPLE = 25;
const CHANNELS = { public: 150, private: 38, direct: 12 };
/** How skewed sizes are: the nth channel has n ** -SKEW of the first one's messages. Here the first has 300,000, the last 300. */
const SKEW = 1.3;
/** Milliseconds: the years that the team has talked. */
const [FIRST_DAY, LAST_DAY] = [Date.UTC(2024, 0, 1), Date.UTC(2026, 0, 1)];
const SHARES = { edited: 0.02, deleted: 0.005, answers: 0.1 };
/** How far back somebody answers. */
const ANSWERS_WITHIN = 20;

interface LargeMember {
  userId: string;
  /** Messages of the channel that this member has not read. */
  behind: number;
}

interface LargeChannel {
  id: string;
  kind: 'public' | 'private' | 'direct';
  name: string;
  members: LargeMember[];
  /** Messages that it gets. */
  size: number;
}

export interface LargeMessage {
  id: string;
  channelId: string;
  seq: number;
  rev: number;
  senderId: string;
  content: string;
  replyToId: string | null;
  createdAt: string;
  editedAt: string | null;
  deletedAt: string | null;
}

export interface LargeTeam {
  /** The first one is in every channel. */
  people: { id: string; name: string; email: string }[];
  channels: LargeChannel[];
  vocabulary: Vocabulary;
  /** In the order in which they were said, which is that of `seq` in each channel. */
  messages(): Generator<LargeMessage>;
}

/** People of the seed, and nobody else, have such an address. */
export const EMAIL_DOMAIN = 'large.example.com';

/** A team that has talked for two years: the same one for the same seed and count. */
export function largeTeamOf(seed: number, messageCount: number): LargeTeam {
  const random = seededRandom(seed);
  const people = Array.from({ length: PEOPLE }, (_, index) => ({
    id: idAt(FIRST_DAY, random),
    name: `Person ${index + 1}`,
    email: `person${index + 1}@${EMAIL_DOMAIN}`,
  }));
  const vocabulary = vocabularyOf(random);
  const channels = channelsOf(random, people, messageCount);
  return {
    people,
    channels,
    vocabulary,
    messages: () => talk(seededRandom(seed + 1), channels, vocabulary),
  };
}

function channelsOf(random: Random, people: LargeTeam['people'], messageCount: number): LargeChannel[] {
  const rooms = shuffled(random, [
    ...Array.from({ length: CHANNELS.public - 1 }, () => 'public' as const),
    ...Array.from({ length: CHANNELS.private }, () => 'private' as const),
  ]);
  const kinds = [
    'public' as const,
    ...rooms,
    ...Array.from({ length: CHANNELS.direct }, () => 'direct' as const),
  ];
  const sizes = sizesOf(kinds.length, messageCount);
  const partners = people.slice(1);
  return kinds.map((kind, index) => {
    const size = sizes[index] ?? 0;
    const others =
      kind === 'direct' ? partners.splice(0, 1) : membersOf(random, kind, index, people.slice(1));
    return {
      id: idAt(FIRST_DAY, random),
      kind,
      name: kind === 'direct' ? '' : index === 0 ? 'general' : `channel-${index + 1}`,
      size,
      members: [...people.slice(0, 1), ...others].map(({ id }) => ({
        userId: id,
        behind: behind(random, size),
      })),
    };
  });
}

/** Everybody is in the first channel. */
function membersOf<T>(random: Random, kind: 'public' | 'private', index: number, others: T[]): T[] {
  const share = kind === 'public' ? 0.6 : 0.25;
  return others.filter(() => index === 0 || random() < share);
}

/** A third has read all, a third is a little behind, a third has given up. */
function behind(random: Random, size: number): number {
  const mood = random();
  const messages = mood < 1 / 3 ? 0 : mood < 2 / 3 ? random() * 60 : 100 + random() * 5_000;
  return Math.min(size, Math.round(messages));
}

function sizesOf(count: number, messageCount: number): number[] {
  const shares = Array.from({ length: count }, (_, index) => (index + 1) ** -SKEW);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const sizes = shares.map((share) => Math.floor((messageCount * share) / total));
  const missing = messageCount - sizes.reduce((sum, size) => sum + size, 0);
  return sizes.map((size, index) => (index < missing ? size + 1 : size));
}

function* talk(random: Random, channels: LargeChannel[], vocabulary: Vocabulary): Generator<LargeMessage> {
  const turns = shuffled(
    random,
    channels.flatMap(({ size }, index) => Array.from({ length: size }, () => index)),
  );
  const states = channels.map((channel) => ({
    channelId: channel.id,
    userIds: channel.members.map(({ userId }) => userId),
    seq: 0,
    rev: 0,
    recent: [] as string[],
  }));
  for (const [turn, index] of turns.entries()) {
    const state = states[index];
    if (!state) continue;
    const at = FIRST_DAY + Math.floor(((LAST_DAY - FIRST_DAY) * turn) / turns.length);
    const id = idAt(at, random);
    const change = random();
    const isDeleted = change < SHARES.deleted;
    const isEdited = !isDeleted && change < SHARES.deleted + SHARES.edited;
    state.seq += 1;
    // what is changed is changed at once, and takes a rev of its own
    state.rev += isDeleted || isEdited ? 2 : 1;
    const answered =
      random() < SHARES.answers ? state.recent[Math.floor(random() * ANSWERS_WITHIN)] : undefined;
    const content = vocabulary.say(state.userIds);
    const createdAt = new Date(at).toISOString();
    yield {
      id,
      channelId: state.channelId,
      seq: state.seq,
      rev: state.rev,
      senderId: state.userIds[Math.floor(random() * state.userIds.length)] ?? '',
      content: isDeleted ? '' : content,
      replyToId: answered ?? null,
      createdAt,
      editedAt: isEdited ? createdAt : null,
      deletedAt: isDeleted ? createdAt : null,
    };
    state.recent = [...state.recent.slice(1 - ANSWERS_WITHIN), id];
  }
}

function shuffled<T>(random: Random, items: T[]): T[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other] as T, items[last] as T];
  }
  return items;
}

/** A UUIDv7: ids of one millisecond are in no order, as those of several clients are. */
function idAt(milliseconds: number, random: Random): string {
  const time = milliseconds.toString(16).padStart(12, '0');
  const bits = (digits: number) =>
    Math.floor(random() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${bits(3)}-8${bits(3)}-${bits(6)}${bits(6)}`;
}
