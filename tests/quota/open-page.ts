import type Pusher from 'pusher-js';
import { NEW_MESSAGE, PRESENCE_CHANNEL, userChannel, viewChannel } from '#lib/contracts/realtime';
import type { Receipt } from '#lib/contracts/receipts';
import { EMPTY_DESK, plan, type ReceiptDesk, type ReportedChannel, see, settle, take } from '#lib/receipts';
import { IDLE_WRITER, nextTell, press, send, tell, type Writer } from '#lib/typing';
import { connectPusher } from '../support/pusher-client.ts';
import type { Agenda } from './agenda.ts';
import { answerOf, type Office, type Person } from './office.ts';

/** Milliseconds between two keys. */
const KEY_EVERY = 250;
/** Milliseconds that a socket may take to be there. */
const OPEN_WITHIN = 10_000;

/** Who wrote each message of a channel, by seq, and how far this page is. */
interface Room {
  id: string;
  authors: string[];
}

/** One page: the real pusher-js, and the page's own rules for what is told when, in the agenda's time. */
export class OpenPage {
  readonly person: Person;
  readonly #office: Office;
  readonly #agenda: Agenda;
  readonly #random: () => number;
  #client: Pusher | null = null;
  #looksAt: Room | null = null;
  #rooms: Room[] = [];
  readonly #watermarks = new Map<string, { deliveredSeq: number; readSeq: number }>();
  #desk: ReceiptDesk = EMPTY_DESK;
  #writer: Writer = IDLE_WRITER;

  constructor(person: Person, office: Office, agenda: Agenda, random: () => number) {
    this.person = person;
    this.#office = office;
    this.#agenda = agenda;
    this.#random = random;
  }

  get isThere(): boolean {
    return this.#client !== null;
  }

  /** Opens its socket and subscribes as the page does. @param rooms of this person */
  async come(rooms: Room[]): Promise<void> {
    if (this.#client) return;
    this.#rooms = rooms;
    this.#client = this.#connect();
    const names = ['team-chat', userChannel(this.person.id), PRESENCE_CHANNEL];
    await Promise.all(names.map((name) => this.#subscribe(name)));
    await this.#joinView();
    this.#report();
  }

  async go(): Promise<void> {
    if (!this.#client) return;
    const { connection } = this.#client;
    this.#client.disconnect();
    this.#client = null;
    // the server notices with the close frame: the next happening must find it gone
    while (connection.state !== 'disconnected') await new Promise((resolve) => setTimeout(resolve, 5));
  }

  async look(room: Room | null): Promise<void> {
    if (this.#looksAt === room) return;
    if (this.#looksAt) this.#client?.unsubscribe(viewChannel(this.#looksAt.id));
    this.#looksAt = room;
    await this.#joinView();
    if (this.isThere) this.#report();
  }

  /** A key now and then until the message is said. */
  type(until: number): void {
    const room = this.#looksAt;
    if (!room || this.#agenda.now >= until) return;
    this.#writer = press(this.#writer, this.#agenda.now);
    void this.#tellTyping(room);
    this.#agenda.add(this.#agenda.now + KEY_EVERY, () => this.type(until));
  }

  async say(room: Room, content: string): Promise<void> {
    this.#writer = send(this.#writer);
    const body = { channelId: room.id, content };
    const { seq } = await answerOf(await this.#office.call(this.person, 'chat-send-message', body));
    room.authors[seq] = this.person.id;
  }

  /** What the page does when there may be news: in its own time it tells how far it is. */
  hear(): void {
    if (this.isThere) this.#report();
  }

  async #tellTyping(room: Room): Promise<void> {
    const { writer, typing } = tell(this.#writer, this.#agenda.now);
    this.#writer = writer;
    if (typing === null) return;
    const next = nextTell(writer);
    // after the last key the page looks once more: then it tells that its person has stopped
    if (next !== null) this.#agenda.add(next, () => this.#tellTyping(room));
    await answerOf(
      await this.#office.call(this.person, 'chat-typing-indicator', { channelId: room.id, typing }),
    );
  }

  #report(): void {
    if (this.#looksAt) this.#desk = see(this.#desk, this.#looksAt.id, this.#looksAt.authors.length - 1);
    const before = this.#desk.dueAt;
    this.#desk = plan(this.#desk, this.#channels(), this.#agenda.now, this.#random());
    if (this.#desk.dueAt !== null && this.#desk.dueAt !== before) {
      this.#agenda.add(this.#desk.dueAt, () => this.#deliverReport());
    }
  }

  async #deliverReport(): Promise<void> {
    const { desk, receipts } = take(this.#desk, this.#channels(), this.#agenda.now);
    this.#desk = desk;
    if (receipts.length === 0) return;
    const answer = await answerOf(await this.#office.call(this.person, 'chat-receipts', { receipts }));
    const told: { channelId: string; deliveredSeq: number; readSeq: number }[] = answer.receipts;
    for (const { channelId, ...watermarks } of told) this.#watermarks.set(channelId, watermarks);
    const answered = new Set(told.map(({ channelId }) => channelId));
    this.#desk = settle(this.#desk, receipts as readonly Receipt[], answered);
    this.#report();
  }

  #channels(): ReportedChannel[] {
    return this.#rooms.map(({ id, authors }) => {
      const { deliveredSeq, readSeq } = this.#watermarks.get(id) ?? { deliveredSeq: 0, readSeq: 0 };
      return {
        channelId: id,
        completeSeq: authors.length - 1,
        lastDeliveredSeq: deliveredSeq,
        lastReadSeq: readSeq,
        isHeld: false,
        hasNews: (after, upTo) =>
          authors.slice(after + 1, upTo + 1).some((author) => author !== this.person.id),
      };
    });
  }

  async #joinView(): Promise<void> {
    if (this.#client && this.#looksAt) await this.#subscribe(viewChannel(this.#looksAt.id));
  }

  #connect(): Pusher {
    const { stack, call } = this.#office;
    return connectPusher(stack, async (socketId, channelName) => {
      const form = new URLSearchParams({ socket_id: socketId, channel_name: channelName });
      return answerOf(await call(this.person, 'chat-pusher-auth', form));
    });
  }

  #subscribe(name: string): Promise<void> {
    const channel = this.#client?.subscribe(name);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${name} was not subscribed`)), OPEN_WITHIN);
      const done = () => {
        clearTimeout(late);
        resolve();
      };
      // the view was left again meanwhile
      if (!channel || channel.subscribed) return done();
      channel.bind('pusher:subscription_succeeded', done);
      channel.bind('pusher:subscription_error', reject);
      channel.bind(NEW_MESSAGE, () => {});
    });
  }
}
