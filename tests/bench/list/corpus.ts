import type { Message } from '#lib/contracts/messages';
import type { ChannelTimeline } from '#lib/timeline/channel-timeline';
import type { Channel } from '#services/chatStore';

const WORDS =
  'the release is on Friday and somebody has to look at what the night build said about images before we ship it'.split(
    ' ',
  );
const PEOPLE = ['Kevin', 'Mary', 'Tom', 'Aisha', 'Jonas'];
/** Newest first: a week of a busy channel is about as long as this. */
const START = Date.UTC(2026, 0, 5, 8);
const APART = 90_000;

/** Messages as a team writes them: most of one line, some of many, a fifth by the same author as before. */
export function corpusOf(channelId: string, count: number): Message[] {
  const random = lcg(channelId.length * 7 + count);
  let sender = 0;
  return Array.from({ length: count }, (_, index) => {
    if (random() < 0.6) sender = Math.floor(random() * PEOPLE.length);
    return messageOf(channelId, index + 1, PEOPLE[sender] ?? 'Kevin', textOf(index, random));
  });
}

export function messageOf(channelId: string, seq: number, name: string, content: string): Message {
  return {
    id: `${channelId}-${seq}`,
    channelId,
    seq,
    rev: seq,
    senderId: name,
    senderName: name,
    senderEmail: `${name.toLowerCase()}@example.com`,
    senderImage: null,
    content,
    replyTo: null,
    replyCount: 0,
    attachments: [],
    mentions: [],
    mentionsAll: false,
    reactions: [],
    preview: null,
    createdAt: new Date(START + seq * APART).toISOString(),
    editedAt: null,
    deletedAt: null,
  };
}

export function timelineOf(messages: Message[], hasOlder = false): ChannelTimeline {
  const last = messages.at(-1)?.seq ?? 0;
  return {
    cursor: last,
    ahead: [],
    windowStart: hasOlder ? (messages[0]?.seq ?? 1) : 1,
    known: messages,
    holes: [],
    stale: [],
    resets: 0,
  };
}

export function channelOf(id: string, lastSeq: number): Channel {
  return {
    id,
    kind: 'public',
    name: id,
    topic: '',
    isDefault: false,
    createdBy: null,
    archivedAt: null,
    viewEpoch: 0,
    isFavourite: false,
    isMuted: false,
    lastSeq,
    lastDeliveredSeq: lastSeq,
    lastReadSeq: lastSeq,
    othersDeliveredSeq: lastSeq,
    othersReadSeq: lastSeq,
    unread: 0,
    mentions: 0,
  };
}

function textOf(index: number, random: () => number): string {
  const length = random() < 0.8 ? 3 + random() * 14 : 20 + random() * 80;
  const words = Array.from({ length }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');
  return random() < 0.06 ? `${index}: ${words}\n${words}\n\n${words}` : `${index}: ${words}`;
}

/** The same numbers on every machine. */
function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
