import { type PagePlace, readPage, type StoredPage, seqOf } from '#db/queries/messages';
import type { ListMessages, MessagePage } from '#lib/contracts/messages';
import { AppError } from '#lib/errors';
import type { Actor, Deps } from '../deps.ts';
import { presentMessage } from './present-message.ts';

/** Above every seq: what is below it is the whole channel. */
const END = 2_147_483_647;

/** A page of a channel that the actor may read. */
export async function listMessages(
  { db }: Pick<Deps, 'db'>,
  actor: Actor,
  input: ListMessages,
): Promise<MessagePage> {
  const { lastSeq, messages } = await readPage(db, actor.userId, input.channelId, placeOf(input));
  if (lastSeq === null) throw new AppError('not_found', 'There is no such channel');
  if (input.messageId && !messages.some((message) => message.id === input.messageId)) {
    throw new AppError('not_found', 'There is no such message');
  }
  return { messages: messages.map(presentMessage), ...surroundings(input, messages, lastSeq) };
}

function placeOf({ channelId, before, after, around, messageId, limit }: ListMessages): PagePlace {
  if (before !== undefined) return { seq: before, older: limit, newer: 0 };
  if (after !== undefined) return { seq: after + 1, older: 0, newer: limit };
  if (around === undefined && !messageId) return { seq: END, older: limit, newer: 0 };
  const newer = Math.ceil(limit / 2);
  return { seq: messageId ? seqOf(channelId, messageId) : (around ?? 0), older: limit - newer, newer };
}

/** Messages keep their rows for good (a deleted one is a tombstone), so seqs run from 1 to the channel's last without a hole. */
function surroundings(
  { after }: ListMessages,
  messages: StoredPage['messages'],
  lastSeq: number,
): Pick<MessagePage, 'hasBefore' | 'hasAfter'> {
  const first = messages[0]?.seq ?? (after === undefined ? 1 : lastSeq + 1);
  const last = messages.at(-1)?.seq ?? (after === undefined ? 0 : lastSeq);
  return { hasBefore: first > 1, hasAfter: last < lastSeq };
}
