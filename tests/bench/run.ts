/** `npm run bench`: how fast a message travels, beside a bare floor and a conventional chat. Ends with 1 when ours is too slow. */
import { cpus } from 'node:os';
import { Audience } from './audience.ts';
import { openFloor, openSocketIo, openTeamChat, startTeamChat } from './chats.ts';
import { findHighestRate } from './highest-rate.ts';
import { type Contestant, measureLatency } from './latency.ts';
import { AUDIENCES, RATE } from './limits.ts';
import { type Row, reportChats, reportHandler } from './report.ts';
import { measureSendHandler } from './send-handler.ts';

const start = performance.now();
console.log(`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model}\n`);

const teamChat = await startTeamChat();
const isHandlerFast = reportHandler(await measureSendHandler(teamChat));

const chats = [openTeamChat(teamChat), await openFloor(), await openSocketIo()];
const contestants = chats.map((chat): Contestant => ({ chat, audience: new Audience(chat) }));
const areChatsFast = reportChats(await measure(contestants));
for (const { chat, audience } of contestants) {
  audience.leave();
  await chat.stop();
}
console.log(`\n${Math.round((performance.now() - start) / 1000)} s`);
process.exit(isHandlerFast && areChatsFast ? 0 : 1);

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
