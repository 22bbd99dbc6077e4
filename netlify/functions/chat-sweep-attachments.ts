import type { Config } from '@netlify/functions';
import { sweepAttachments } from '#server/attachments/sweep-attachments';
import { serveSchedule } from '#server/http/serve-schedule';

export default serveSchedule(sweepAttachments);

export const config: Config = { schedule: '@hourly' };
