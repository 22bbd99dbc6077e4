import { type SQL, sql } from 'drizzle-orm';
import { attachments } from '../schema.ts';
import { arrayOf } from './arrays.ts';

export interface SearchPlan {
  words: readonly string[];
  withoutWords: readonly string[];
  /** Null: anybody, anywhere. */
  senderIds: readonly string[] | null;
  withoutSenderIds: readonly string[];
  channelIds: readonly string[] | null;
  withoutChannelIds: readonly string[];
  /** From this moment on, and before that one. */
  from: Date | null;
  before: Date | null;
  withoutSpans: readonly { from: Date; before: Date }[];
  hasLink: boolean | null;
  hasFile: boolean | null;
  mentionsMe: boolean | null;
}

type Part = SQL | false | null;

/** Of messages `m`: when they were said. */
export function isInTime({ from, before }: SearchPlan): SQL {
  return all([
    from && sql`m.created_at >= ${from.toISOString()}::timestamptz`,
    before && sql`m.created_at < ${before.toISOString()}::timestamptz`,
  ]);
}

/** Who said them, and where. */
export function isInScope({ senderIds, channelIds }: SearchPlan): SQL {
  return all([
    senderIds && sql`m.sender_id = any (${arrayOf(senderIds)}::uuid[])`,
    channelIds && sql`m.channel_id = any (${arrayOf(channelIds)}::uuid[])`,
  ]);
}

/** The same, for an index that knows each message by its two ids. */
export function isInScopeByIndex({ senderIds, channelIds }: SearchPlan): SQL {
  const isOneOf = (ids: readonly string[]) =>
    sql`array[m.sender_id, m.channel_id] && ${arrayOf(ids)}::uuid[]`;
  return all([senderIds && isOneOf(senderIds), channelIds && isOneOf(channelIds)]);
}

/** That a message which is at hand fits: no index is asked. */
export function fits(readerId: string, plan: SearchPlan): SQL {
  return all([
    ...plan.words.map(says),
    plan.hasLink && isLink,
    plan.hasFile && hasFile,
    plan.mentionsMe && mentions(readerId),
    ...exceptions(readerId, plan),
  ]);
}

/**
 * The same as `fits`, where an index finds what fits; null when none can. A word of one or two letters has no trigram: only where
 * it begins a word does the index know it.
 */
export function fitsByIndex(readerId: string, plan: SearchPlan): SQL | null {
  const filters = [plan.hasLink && isLink, plan.mentionsMe && mentions(readerId)].filter(Boolean);
  const found = plan.words.map(contains);
  const isNarrow = filters.length > 0 || found.some((condition) => condition !== null);
  const words = plan.words.map((word, index) => found[index] ?? (isNarrow ? says(word) : beginsWord(word)));
  if (filters.length + words.length === 0 || words.includes(null)) return null;
  return all([...filters, ...words, plan.hasFile && hasFile, ...exceptions(readerId, plan)]);
}

function exceptions(readerId: string, plan: SearchPlan): Part[] {
  const { withoutSenderIds, withoutChannelIds } = plan;
  return [
    sql`m.deleted_at is null`,
    ...plan.withoutWords.map((word) => sql`not ${says(word)}`),
    withoutSenderIds.length > 0 && sql`m.sender_id <> all (${arrayOf(withoutSenderIds)}::uuid[])`,
    withoutChannelIds.length > 0 && sql`m.channel_id <> all (${arrayOf(withoutChannelIds)}::uuid[])`,
    ...plan.withoutSpans.map(
      (span) =>
        sql`not (m.created_at >= ${span.from.toISOString()}::timestamptz and m.created_at < ${span.before.toISOString()}::timestamptz)`,
    ),
    plan.hasLink === false && sql`not ${isLink}`,
    plan.hasFile === false && sql`not ${hasFile}`,
    plan.mentionsMe === false && sql`not ${mentions(readerId)}`,
  ];
}

const hasFile = sql`(exists (select from ${attachments} file where file.message_id = m.id))`;

const isLink = sql`(m.content ~* 'https?://')`;

/** The text is what an index knows; the column says that it is no code, and that it reached them. */
const mentions = (readerId: string) =>
  sql`(m.content like ${`%<@${readerId}>%`} and ${readerId}::uuid = any (m.mentions))`;

const says = (word: string) => sql`(position(lower(${word}::text) in lower(m.content)) > 0)`;

const TRIGRAM = /[\p{L}\p{N}\p{M}]{3}/u;
/** As in `chat_grams`: letters of scripts that write no spaces, and emoji; up to two of them are what no trigram finds. */
const GRAM = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\u2190-\u2bff\u{1f000}-\u{1faff}]{1,2}/u;

/** What both says the word and can be found by the index; null when that cannot find it. */
function contains(word: string): SQL | null {
  if (TRIGRAM.test(word)) return sql`m.content ilike ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`;
  const gram = GRAM.exec(word)?.[0];
  if (gram === undefined) return null;
  const hasGram = sql`chat_grams(m.content) @> array[${gram}]::text[]`;
  return gram === word ? hasGram : sql`${hasGram} and ${says(word)}`;
}

/** What stands before a word, one by one: the index does not understand `\m` or `[^[:alnum:]]`. */
const BEFORE_WORD = '(^|[ -/:-@\\[-`{-~\\n])';

function beginsWord(word: string): SQL | null {
  if (!/^[\p{L}\p{N}]/u.test(word)) return null;
  return sql`m.content ~* ${BEFORE_WORD + word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}`;
}

function all(parts: readonly Part[]): SQL {
  const conditions = parts.filter((part) => part !== null && part !== false);
  return conditions.length > 0 ? sql.join(conditions, sql` and `) : sql`true`;
}
