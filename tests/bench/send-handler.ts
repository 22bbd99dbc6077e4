import { z } from 'zod';
import type { TeamChat } from './chats.ts';
import { startChild } from './child.ts';
import { type Summary, summaryOf } from './samples.ts';

const Report = z.object({ samples: z.array(z.number()) });

/** `chat-send-message` in a process of its own, with slow links to a running stack. */
export async function measureSendHandler({ report }: TeamChat): Promise<Summary> {
  const { settings, channelId, cookies } = report;
  const handler = await startChild('send-handler', Report, {
    ...settings,
    BENCH_CHANNEL_ID: channelId,
    BENCH_COOKIES: JSON.stringify(cookies.slice(0, 100)),
  });
  await handler.stop();
  return summaryOf(handler.report.samples);
}
