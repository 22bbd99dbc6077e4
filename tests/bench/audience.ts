import { WebSocket } from 'ws';
import type { Chat } from './chats.ts';
import { LOST_AFTER } from './limits.ts';

// messages are told apart by a number in their text, which is found without parsing what is around it
const MARK = 'bench-message-';
const DIGITS = 8;
const REST = ' and what people say when they are at work, which is one or two lines.';

let written = 0;

/** The text of the next message, and the number by which an audience knows it. */
export function nextMessage(): { number: number; content: string } {
  const number = ++written;
  return { number, content: MARK + String(number).padStart(DIGITS, '0') + REST };
}

interface Wait {
  missing: number;
  resolve(at: number): void;
}

/** Sockets of one chat. They live in the process that sends, so that one clock measures both. */
export class Audience {
  readonly #chat: Chat;
  readonly #sockets: WebSocket[] = [];
  readonly #waits = new Map<number, Wait>();

  constructor(chat: Chat) {
    this.#chat = chat;
  }

  async growTo(count: number): Promise<void> {
    while (this.#sockets.length < count) this.#sockets.push(await this.#open());
  }

  /** When the last socket has this message, by `performance.now()`. */
  allHear(number: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const missing = this.#sockets.length;
      const lost = setTimeout(() => {
        const { missing } = this.#waits.get(number) ?? {};
        this.#waits.delete(number);
        reject(new Error(`${missing} sockets of ${this.#chat.name} never heard a message`));
      }, LOST_AFTER);
      const done = (at: number) => {
        clearTimeout(lost);
        resolve(at);
      };
      this.#waits.set(number, { missing, resolve: done });
    });
  }

  leave(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  #open(): Promise<WebSocket> {
    const { port, socketPath, answer } = this.#chat;
    const socket = new WebSocket(`ws://127.0.0.1:${port}${socketPath}`, {
      perMessageDeflate: false,
      skipUTF8Validation: true,
    });
    return new Promise((resolve, reject) => {
      socket.on('error', reject);
      // a chat without a greeting is heard from the start
      socket.on('open', () => answer('').joined !== false && resolve(socket));
      socket.on('message', (data: Buffer) => {
        if (this.#hears(data)) return;
        const { say, joined } = answer(data.toString());
        if (say) socket.send(say);
        if (joined) resolve(socket);
      });
    });
  }

  /** False when it is no message. */
  #hears(data: Buffer): boolean {
    const mark = data.indexOf(MARK);
    if (mark < 0) return false;
    const first = mark + MARK.length;
    const number = Number(data.toString('latin1', first, first + DIGITS));
    const wait = this.#waits.get(number);
    if (!wait) return true;
    wait.missing -= 1;
    if (wait.missing === 0) {
      this.#waits.delete(number);
      wait.resolve(performance.now());
    }
    return true;
  }
}
