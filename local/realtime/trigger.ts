import { z } from 'zod';
import { ApiError } from './api-error.ts';
import type { App } from './app.ts';
import { attributesOf, parseInfo } from './attributes.ts';
import { isCache, isChannelName } from './channel-names.ts';
import { countOf } from './counts.ts';
import { encode, parseJson } from './frames.ts';
import {
  BATCH_MAX_EVENTS,
  EVENT_DATA_MAX_BYTES,
  EVENT_NAME_MAX_LENGTH,
  TRIGGER_MAX_CHANNELS,
} from './limits.ts';

const ChannelName = z.string().refine(isChannelName, 'Invalid channel name');
const event = {
  name: z.string().min(1).max(EVENT_NAME_MAX_LENGTH),
  data: z.string(),
  socket_id: z
    .string()
    .regex(/^\d+\.\d+$/, 'Invalid socket id')
    .nullish(),
  info: z.string().nullish(),
};
const Trigger = z
  .object({
    ...event,
    channels: z.array(ChannelName).min(1).max(TRIGGER_MAX_CHANNELS).optional(),
    channel: ChannelName.optional(),
  })
  .refine(
    ({ channel, channels }) => (channel === undefined) !== (channels === undefined),
    'Expected channels',
  );
const BatchEvent = z.object({ ...event, channel: ChannelName });
const Batch = z.object({ batch: z.array(BatchEvent).min(1).max(BATCH_MAX_EVENTS) });

type Publication = z.infer<typeof BatchEvent>;

/** `POST /events`: one event on up to a hundred channels. */
export function trigger(app: App, body: string): unknown {
  const { channel, channels, ...shared } = parse(Trigger, body);
  const names = channels ?? (channel === undefined ? [] : [channel]);
  const info = parseInfo(shared.info);
  requireSize(shared.data);

  for (const name of names) publish(app, { ...shared, channel: name });
  app.counts.triggerRequests += 1;
  if (info.length === 0) return {};
  return { channels: Object.fromEntries(names.map((name) => [name, attributesOf(app, name, info)])) };
}

/** `POST /batch_events`: up to ten events, each on one channel. */
export function triggerBatch(app: App, body: string): unknown {
  const { batch } = parse(Batch, body);
  // all or nothing: a batch with one event too large publishes none
  for (const { data } of batch) requireSize(data);
  const infos = batch.map(({ info }) => parseInfo(info));

  for (const publication of batch) publish(app, publication);
  app.counts.triggerRequests += 1;
  if (infos.every((info) => info.length === 0)) return {};
  return { batch: batch.map(({ channel }, index) => attributesOf(app, channel, infos[index] ?? [])) };
}

function publish(app: App, { channel, name, data, socket_id }: Publication): void {
  const frame = encode({ event: name, channel, data });
  if (isCache(channel)) app.cache.keep(channel, name, frame, data);
  app.counts.publishedEvents += 1;
  countOf(app.counts, name).published += 1;
  app.deliveries.deliver(name, frame, app.channels.subscribersOf(channel), socket_id ?? undefined);
}

function parse<T>(schema: z.ZodType<T>, body: string): T {
  const { data, error } = schema.safeParse(parseJson(body));
  if (error) throw new ApiError(400, z.prettifyError(error));
  return data;
}

function requireSize(data: string): void {
  if (Buffer.byteLength(data) > EVENT_DATA_MAX_BYTES) {
    throw new ApiError(
      413,
      `The data content of this event exceeds the allowed maximum (${EVENT_DATA_MAX_BYTES} bytes)`,
    );
  }
}
