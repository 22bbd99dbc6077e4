/** What somebody is about to say, per conversation: kept by the browser at every change, so that it outlives the page. */
import * as z from 'zod/mini';
import { createStore } from 'zustand/vanilla';
import { isBlank } from '#lib/content';
import { Attachment, ReplyTo } from '#lib/contracts/messages';
import { type Chosen, fromTokens, joined, rewritten, toTokens } from '#lib/mentions/tokens';
import type { PendingMessage } from '#lib/timeline/pending';
import { type ChatState, chatStore } from './chatStore.ts';
import { readDirectory } from './directory.ts';
import { bindUploads } from './uploadStore.ts';

const Draft = z.object({
  text: z.string(),
  /** Who and what was chosen by name in the text. */
  mentions: z._default(z.array(z.object({ at: z.int(), text: z.string(), token: z.string() })), []),
  replyTo: z.nullable(ReplyTo),
  /** Files that are whole on the server, in the order in which they were picked; those on their way are in `uploadStore`. */
  attachments: z._default(z.array(Attachment), []),
});
export type Draft = Readonly<z.infer<typeof Draft>>;

export const EMPTY_DRAFT: Draft = { text: '', mentions: [], replyTo: null, attachments: [] };

const KEY = 'team-chat:draft:';

/** By `draftKeyOf`. Outside the chat's state, so that a keystroke draws the composer and nothing else. */
export const draftStore = createStore<Readonly<Record<string, Draft>>>(() => readAll());

// another tab of this browser has written
window.addEventListener('storage', ({ key, newValue }) => {
  if (key?.startsWith(KEY)) draftStore.setState({ [key.slice(KEY.length)]: parse(newValue) });
});

/** A draft belongs to a person and a channel: neither another channel nor whoever signs in next finds it. */
export function draftKeyOf(personId: string, channelId: string): string {
  return `${personId}/${channelId}`;
}

/** Whose draft it is. */
export function personOf(key: string): string {
  return key.split('/')[0] ?? '';
}

export function readDraft(key: string): Draft {
  return draftStore.getState()[key] ?? EMPTY_DRAFT;
}

export function changeDraft(key: string, change: Partial<Draft>): void {
  const draft = { ...readDraft(key), ...change };
  draftStore.setState({ [key]: draft });
  write(key, draft);
}

/** @param caret where the caret is after the change, when somebody has typed it */
export function rewriteDraft(key: string, text: string, caret?: number): void {
  const { mentions, ...rest } = rewritten(readDraft(key), text, caret);
  changeDraft(key, { ...rest, mentions: [...mentions] });
}

/** Notes what was chosen from a list and stands in the text now. */
export function noteChosen(key: string, chosen: Chosen): void {
  const others = readDraft(key).mentions.filter(({ at }) => at !== chosen.at);
  changeDraft(key, { mentions: [...others, chosen].toSorted((a, b) => a.at - b.at) });
}

/** What a draft says, as it is stored: with ids for the names. */
export function contentOf(draft: Draft): string {
  return toTokens(draft, readDirectory());
}

export function clearDraft(key: string): void {
  changeDraft(key, EMPTY_DRAFT);
}

/** Puts a text and its files that could not be sent before what was written since. */
export function returnToDraft(
  key: string,
  returned: Pick<PendingMessage, 'content' | 'replyTo' | 'attachments' | 'waitsFor'>,
): void {
  const draft = readDraft(key);
  const first = fromTokens(returned.content, readDirectory());
  const { text, mentions } =
    draft.text === '' ? first : joined(first, returned.content === '' ? '' : '\n', draft);
  const whole = returned.attachments.filter(({ id }) => !returned.waitsFor.includes(id));
  bindUploads(returned.waitsFor, { draftKey: key, messageId: null });
  changeDraft(key, {
    text,
    mentions: [...mentions],
    replyTo: draft.replyTo ?? returned.replyTo,
    attachments: [...whole, ...draft.attachments],
  });
}

/** Whether something was written there. */
export function hasDraft(drafts: Readonly<Record<string, Draft>>, key: string): boolean {
  const { text, attachments } = drafts[key] ?? EMPTY_DRAFT;
  return !isBlank(text) || attachments.length > 0;
}

/** The own text stays with who was removed from a channel; what it quotes of the channel does not. */
function tendDrafts({ session, me, channels }: ChatState): void {
  if (session !== 'signed-in' || !me || channels.length === 0) return;
  const mine = new Set(channels.map(({ id }) => draftKeyOf(me.id, id)));
  for (const [key, { replyTo }] of Object.entries(draftStore.getState())) {
    if (replyTo && key.startsWith(draftKeyOf(me.id, '')) && !mine.has(key))
      changeDraft(key, { replyTo: null });
  }
}

chatStore.subscribe((chat, before) => {
  if (chat.channels !== before.channels) tendDrafts(chat);
});

function readAll(): Record<string, Draft> {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(KEY));
    return Object.fromEntries(keys.map((key) => [key.slice(KEY.length), parse(localStorage.getItem(key))]));
  } catch {
    // storage may be switched off: then drafts last as long as the page
    return {};
  }
}

function parse(kept: string | null): Draft {
  try {
    return kept === null ? EMPTY_DRAFT : Draft.parse(JSON.parse(kept));
  } catch {
    // another version wrote it
    return EMPTY_DRAFT;
  }
}

function write(key: string, draft: Draft): void {
  try {
    if (draft.text === '' && !draft.replyTo && draft.attachments.length === 0)
      localStorage.removeItem(KEY + key);
    else localStorage.setItem(KEY + key, JSON.stringify(draft));
  } catch {
    // full, or switched off
  }
}
