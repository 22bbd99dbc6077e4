/** Who is typing in the conversation on screen: tells it of this person, hears it of the others. Its failures cost nothing. */
import { TYPING, TypingEvent, viewChannel } from '#lib/contracts/realtime';
import { isAlone } from '#lib/presence';
import { messagesOf } from '#lib/timeline/channel-timeline';
import { messagesAfter } from '#lib/timeline/completeness';
import * as typists from '#lib/typing';
import { type ChatState, chatStore } from './chatStore.ts';
import { indicateTyping } from './internalChatService.ts';
import { joinChannel } from './realtime.ts';

/** The conversation in view, and who is typing there. */
let view: { channelId: string; name: string; leave(): void; heard: typists.Typists; lastSeq: number } | null =
  null;
let writing: { channelId: string; writer: typists.Writer } | null = null;
let readTimer: ReturnType<typeof setTimeout> | undefined;
let writeTimer: ReturnType<typeof setTimeout> | undefined;

// nobody looks at a hidden page, and every delivery to it counts
document.addEventListener('visibilitychange', () => tendTyping(chatStore.getState()));

/** Listens where somebody looks. Without effect while that stays the same and nobody says anything there. */
export function tendTyping(chat: ChatState): void {
  const isLooking = chat.session === 'signed-in' && !document.hidden;
  const channel = isLooking ? chat.channels.find(({ id }) => id === chat.openChannelId) : undefined;
  const name = channel ? viewChannel(channel.id, channel.viewEpoch) : null;
  if (name !== (view?.name ?? null)) look(channel?.id ?? null, name);
  if (writing && writing.channelId !== chat.openChannelId) stopWriting();
  if (view) dropSpeakers(chat, view);
}

function look(channelId: string | null, name: string | null): void {
  const before = view;
  view = channelId === null || name === null ? null : watch(channelId, name);
  clearTimeout(readTimer);
  before?.leave();
  if (before) show(before.channelId, []);
}

function watch(channelId: string, name: string) {
  const leave = joinChannel(name, { [TYPING]: hear });
  return {
    channelId,
    name,
    leave,
    heard: typists.NOBODY_TYPING,
    lastSeq: lastSeqOf(chatStore.getState(), channelId),
  };
}

function hear(data: unknown): void {
  const event = TypingEvent.safeParse(data);
  const { me } = chatStore.getState();
  if (!view || !me || !event.success || event.data.channelId !== view.channelId) return;
  setHeard(typists.hearTyping(view.heard, event.data, me.id, Date.now()));
}

/** Whose message has arrived is done typing it. */
function dropSpeakers(chat: ChatState, current: NonNullable<typeof view>): void {
  const lastSeq = lastSeqOf(chat, current.channelId);
  if (lastSeq <= current.lastSeq) return;
  const timeline = chat.timelines[current.channelId];
  const news = timeline ? messagesAfter(messagesOf(timeline), current.lastSeq) : [];
  current.lastSeq = lastSeq;
  const now = Date.now();
  setHeard(news.reduce((heard, { senderId }) => typists.hearMessageOf(heard, senderId, now), current.heard));
}

function lastSeqOf({ timelines }: ChatState, channelId: string): number {
  const timeline = timelines[channelId];
  return timeline ? (messagesOf(timeline).at(-1)?.seq ?? 0) : 0;
}

function setHeard(heard: typists.Typists): void {
  if (!view) return;
  view.heard = heard;
  clearTimeout(readTimer);
  const next = typists.nextExpiry(heard);
  if (next !== null) readTimer = setTimeout(expire, next - Date.now());
  show(
    view.channelId,
    heard.names.map(({ name }) => name),
  );
}

function expire(): void {
  if (view) setHeard(typists.expire(view.heard, Date.now()));
}

function show(channelId: string, names: readonly string[]): void {
  const shown = chatStore.getState().typing[channelId] ?? [];
  if (shown.join('\n') === names.join('\n')) return;
  chatStore.setState(({ typing }) => ({ typing: { ...typing, [channelId]: names } }));
}

/** Called for every change of what somebody writes, and when they leave the field. */
export function noteWriting(channelId: string, isWriting: boolean): void {
  if (!writing && !isWriting) return;
  const writer = writerIn(channelId);
  setWriter(channelId, isWriting ? typists.press(writer, Date.now()) : typists.pause(writer));
}

/** The message tells that its writer has stopped. */
export function noteSent(channelId: string): void {
  if (writing) setWriter(channelId, typists.send(writerIn(channelId)));
}

function writerIn(channelId: string): typists.Writer {
  if (writing && writing.channelId !== channelId) stopWriting();
  return writing?.writer ?? typists.IDLE_WRITER;
}

/** Elsewhere is another conversation: the one that was left hears of the stop, and the pace is kept. */
function stopWriting(): void {
  if (!writing) return;
  const { channelId, writer } = writing;
  setWriter(channelId, typists.pause(writer));
  clearTimeout(writeTimer);
  if (writing) writing = { channelId: '', writer: typists.send(writing.writer) };
}

function setWriter(channelId: string, changed: typists.Writer): void {
  const { writer, typing } = typists.tell(changed, Date.now());
  writing = { channelId, writer };
  clearTimeout(writeTimer);
  const next = typists.nextTell(writer);
  if (next !== null) writeTimer = setTimeout(tellAgain, next - Date.now());
  const writerId = listenedWriter(channelId);
  // nobody waits for this news, and in a few seconds it is old
  if (typing !== null && writerId) indicateTyping(writerId, channelId, typing).catch(() => undefined);
}

function tellAgain(): void {
  if (writing) setWriter(writing.channelId, writing.writer);
}

/** The id of whoever is signed in, while somebody is there to hear them. */
function listenedWriter(channelId: string): string | null {
  const { session, me, online, channels } = chatStore.getState();
  const channel = channels.find(({ id }) => id === channelId);
  if (session !== 'signed-in' || !me || !channel) return null;
  return isAlone(online, me.id, channel.memberIds) ? null : me.id;
}
