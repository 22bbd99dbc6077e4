import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ReplyTo } from '#lib/contracts/messages';

/** What somebody is about to say in one channel. */
export interface Draft {
  readonly text: string;
  readonly replyTo: ReplyTo | null;
}

const EMPTY_DRAFT: Draft = { text: '', replyTo: null };

// outside the message list, so that a keystroke draws the composer and nothing else
const draftStore = createStore<Readonly<Record<string, Draft>>>(() => ({}));

/** A draft belongs to a person and a channel: neither another channel nor whoever signs in next finds it. */
export function draftKeyOf(personId: string, channelId: string): string {
  return `${personId}/${channelId}`;
}

export function useDraft(key: string): Draft {
  return useStore(draftStore, (drafts) => drafts[key] ?? EMPTY_DRAFT);
}

export function readDraft(key: string): Draft {
  return draftStore.getState()[key] ?? EMPTY_DRAFT;
}

export function changeDraft(key: string, change: Partial<Draft>): void {
  draftStore.setState({ [key]: { ...readDraft(key), ...change } });
}

export function clearDraft(key: string): void {
  draftStore.setState({ [key]: EMPTY_DRAFT });
}

/** Puts a text that could not be sent before what was written since. */
export function returnToDraft(key: string, returned: { content: string; replyTo: ReplyTo | null }): void {
  const { text, replyTo } = readDraft(key);
  changeDraft(key, {
    text: text === '' ? returned.content : `${returned.content}\n${text}`,
    replyTo: replyTo ?? returned.replyTo,
  });
}
