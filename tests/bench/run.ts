/**
 * `npm run bench`: how fast a message travels, beside a bare floor and a conventional chat, what the database's statements cost
 * among a million messages, how a browser takes ten thousand of them, beside bare virtua, how fast one types below them, and how
 * it takes the worst texts. Ends with 1 when ours is too slow. `-- database` for one of its sections.
 */
import { cpus } from 'node:os';
import { Audience } from './audience.ts';
import { openFloor, openSocketIo, openTeamChat, startTeamChat } from './chats.ts';
import { measureDatabase } from './database/measure-database.ts';
import { findHighestRate } from './highest-rate.ts';
import { type Contestant, measureLatency } from './latency.ts';
import { AUDIENCES, RATE } from './limits.ts';
import { measureMessageList } from './message-list.ts';
import { measureMessageText } from './message-text.ts';
import {
  type Row,
  reportChats,
  reportDatabase,
  reportHandler,
  reportList,
  reportText,
  reportTyping,
} from './report.ts';
import { measureSendHandler } from './send-handler.ts';
import { measureTyping } from './typing.ts';

/** Each says whether ours is fast enough. */
const SECTIONS = {
  database: async () => reportDatabase(await measureDatabase()),
  list: async () => reportList(await measureMessageList()),
  typing: async () => reportTyping(await measureTyping()),
  text: async () => reportText(await measureMessageText()),
  handler: benchHandler,
  chats: benchChats,
};

const start = performance.now();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(SECTIONS, name));
if (unknown.length > 0) {
  console.error(`No such section: ${unknown.join(', ')}. There are: ${Object.keys(SECTIONS).join(', ')}`);
  process.exit(1);
}
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}\n`);
let areFast = true;
for (const [name, bench] of Object.entries(SECTIONS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  areFast = (await bench()) && areFast;
}
console.log(`${Math.round((performance.now() - start) / 1000)} s`);
process.exit(areFast ? 0 : 1);

async function benchHandler(): Promise<boolean> {
  const teamChat = await startTeamChat();
  const isFast = reportHandler(await measureSendHandler(teamChat));
  await teamChat.stop();
  return isFast;
}

async function benchChats(): Promise<boolean> {
  const chats = [openTeamChat(await startTeamChat()), await openFloor(), await openSocketIo()];
  const contestants = chats.map((chat): Contestant => ({ chat, audience: new Audience(chat) }));
  const isFast = reportChats(await measure(contestants));
  for (const { chat, audience } of contestants) {
    audience.leave();
    await chat.stop();
  }
  console.log();
  return isFast;
}

async function measure(contestants: Contestant[]): Promise<Row[]> {
  const rows = contestants.map(({ chat }): Row => ({ name: chat.name, latencies: [], highest: null }));
  for (const { receivers } of AUDIENCES) {
    const summaries = await measureLatency(contestants, receivers);
    for (const [index, summary] of summaries.entries()) rows[index]?.latencies.push(summary);
    if (receivers === RATE.receivers) await measureRates(contestants, rows);
  }
  return rows;
}

async function measureRates(contestants: Contestant[], rows: Row[]): Promise<void> {
  for (const [index, row] of rows.entries()) {
    const contestant = contestants[index];
    if (contestant) row.highest = await findHighestRate(contestant);
  }
}
