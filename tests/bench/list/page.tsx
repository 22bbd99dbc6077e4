/** What the browser runs for `message-list.ts`: the chat's window with its store, and virtua bare, with the same messages. */

import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { VList } from 'virtua';
import { useStore } from 'zustand';
import { ChatWindow } from '#components/chat/ChatWindow';
import type { Message } from '#lib/contracts/messages';
import { hearMessage, takeOlder } from '#lib/timeline/channel-timeline';
import { chatStore } from '#services/chatStore';
import './page.css';
import { LIST_MESSAGES } from '../limits.ts';
import { channelOf, corpusOf, messageOf, timelineOf } from './corpus.ts';

const ME = { id: 'Kevin', name: 'Kevin', email: 'kevin@example.com', image: null, isOwner: false };
const CHANNELS = ['first', 'second'];

const shown = new Map(CHANNELS.map((id) => [id, corpusOf(id, LIST_MESSAGES)]));
const root = createRoot(document.getElementById('root') as HTMLElement);

function Ours({ id }: { id: string }) {
  const channel = useStore(chatStore, ({ channels }) => channels.find((one) => one.id === id));
  if (!channel) return null;
  return (
    <ChatWindow
      key={id}
      channel={channel}
      me={ME}
      visit={0}
      linkedId={undefined}
      menu={null}
      details={null}
    />
  );
}

function Virtua({ messages }: { messages: readonly Message[] }) {
  return (
    <VList
      key={messages[0]?.channelId}
      role="log"
      style={{ height: '100%' }}
      ref={(list) => list?.scrollToIndex(messages.length - 1, { align: 'end' })}
      data={messages}
    >
      {({ id, senderName, content }) => (
        <article key={id} style={{ whiteSpace: 'pre-wrap', padding: '4px 20px' }}>
          <b>{senderName}</b>
          <p>{content}</p>
        </article>
      )}
    </VList>
  );
}

type Contestant = 'ours' | 'virtua';

const bench = {
  /** Fills the store: what was loaded before the clock starts. */
  prepare() {
    chatStore.setState({
      connection: 'connected',
      channels: CHANNELS.map((id) => channelOf(id, LIST_MESSAGES)),
      timelines: Object.fromEntries([...shown].map(([id, messages]) => [id, timelineOf(messages)])),
    });
  },

  clear() {
    flushSync(() => root.render(null));
  },

  /** Milliseconds until a channel that was not there is painted. */
  async open(contestant: Contestant, id: string): Promise<number> {
    return timed(() => show(contestant, id));
  },

  /** Milliseconds until a message that arrives is painted. */
  async arrive(contestant: Contestant, id: string): Promise<number> {
    const last = shown.get(id)?.at(-1)?.seq ?? 0;
    const next = messageOf(id, last + 1, 'Mary', `${last + 1}: just arrived`);
    const took = await timed(() => add(contestant, id, next));
    const isShown = document.body.innerText.includes(next.content);
    // virtua scrolls to it a frame later
    if (contestant === 'ours' && !isShown) throw new Error(`${next.content} is not shown`);
    return took;
  },

  hear(id: string, count: number) {
    for (let n = 0; n < count; n += 1) {
      const last = shown.get(id)?.at(-1)?.seq ?? 0;
      add('ours', id, messageOf(id, last + 1, 'Mary', `${last + 1}: just arrived\nbelow`));
    }
  },

  /** The window begins at a message, as if nothing older had been loaded. */
  forgetBefore(id: string, seq: number) {
    setTimeline(id, (messages) =>
      timelineOf(
        messages.filter((message) => message.seq >= seq),
        true,
      ),
    );
  },

  watchKeys() {
    window.addEventListener('keydown', watchKey, { capture: true });
  },

  /** Milliseconds from each key that was watched until the frame after it was painted. */
  async keyTimes(): Promise<number[]> {
    return Promise.all(keyTimes);
  },

  takeOlderPage(id: string, before: number) {
    const messages = corpusOf(id, LIST_MESSAGES).slice(before - 51, before - 1);
    chatStore.setState(({ timelines }) => {
      const timeline = timelines[id];
      if (!timeline) return {};
      const page = { messages, hasBefore: true, hasAfter: true };
      return { timelines: { ...timelines, [id]: takeOlder(timeline, page, { before, resets: 0 }) } };
    });
  },
};

export type Bench = typeof bench;
Object.assign(window, { bench });

function show(contestant: Contestant, id: string) {
  if (contestant === 'ours') root.render(<Ours id={id} />);
  else root.render(<Virtua messages={shown.get(id) ?? []} />);
}

function add(contestant: Contestant, id: string, message: Message) {
  shown.set(id, [...(shown.get(id) ?? []), message]);
  if (contestant === 'virtua') return show(contestant, id);
  chatStore.setState(({ timelines }) => {
    const timeline = timelines[id];
    return timeline ? { timelines: { ...timelines, [id]: hearMessage(timeline, message) } } : {};
  });
}

function setTimeline(id: string, change: (messages: Message[]) => ReturnType<typeof timelineOf>) {
  chatStore.setState(({ timelines }) => ({
    timelines: { ...timelines, [id]: change(shown.get(id) ?? []) },
  }));
}

const keyTimes: Promise<number>[] = [];

function watchKey({ timeStamp }: KeyboardEvent) {
  keyTimes.push(painted().then(() => performance.now() - timeStamp));
}

/** Until the frame that shows the change has been painted. */
async function timed(change: () => void): Promise<number> {
  const start = performance.now();
  flushSync(change);
  await painted();
  return performance.now() - start;
}

function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      // the next task comes after the painting
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  });
}
