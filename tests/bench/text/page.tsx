/** What the browser runs for `message-text.ts`: one message with its text, as the list draws it. */

import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { MessageText } from '#components/chat/MessageText';
import '../list/page.css';
import { WORST_TEXTS } from './worst-texts.ts';

const root = createRoot(document.getElementById('root') as HTMLElement);
let shown = 0;

const bench = {
  /** Texts as people write them: what is measured is not the first that the page ever shows. */
  async warmUp() {
    for (let n = 0; n < 50; n += 1)
      await timed(`Hello **there** ${n}\n\n- one\n- \`two\`\n\n> and https://example.com`);
  },

  /** Milliseconds until a text is painted, so many times, never the same one twice. */
  async show(name: string, count: number): Promise<number[]> {
    const samples: number[] = [];
    for (let n = 0; n < count; n += 1) samples.push(await timed(`${n}\n\n${WORST_TEXTS[name]}`));
    return samples;
  },
};

export type TextBench = typeof bench;
Object.assign(window, { bench });

async function timed(content: string): Promise<number> {
  flushSync(() => root.render(null));
  await painted();
  shown += 1;
  const start = performance.now();
  flushSync(() => root.render(<MessageText messageId={`message-${shown}`} content={content} />));
  await painted();
  return performance.now() - start;
}

async function painted(): Promise<void> {
  await new Promise<void>((resolve) => {
    requestAnimationFrame(() => {
      // the next task comes after the painting
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
  });
}
