/** Short sentences for the person at the page, about something that happened beside what they look at. */
import { createStore } from 'zustand/vanilla';

/** Milliseconds that a sentence stays to be read. */
const NOTICE_FOR = 6_000;

export const noticeStore = createStore<{ sentence: string | null }>(() => ({ sentence: null }));

let timer: ReturnType<typeof setTimeout> | undefined;

export function notify(sentence: string): void {
  clearTimeout(timer);
  noticeStore.setState({ sentence });
  timer = setTimeout(() => noticeStore.setState({ sentence: null }), NOTICE_FOR);
}
