import { Channels } from './channels.ts';
import { type Counts, newCounts } from './counts.ts';
import { Deliveries } from './delivery.ts';
import { EventCache } from './event-cache.ts';
import type { Credentials } from './signatures.ts';
import { Users } from './users.ts';
import { Webhooks } from './webhooks.ts';

/** What one Pusher app knows while it runs. */
export interface App {
  readonly id: string;
  readonly credentials: Credentials;
  readonly counts: Counts;
  readonly channels: Channels;
  readonly users: Users;
  readonly cache: EventCache;
  readonly deliveries: Deliveries;
  readonly webhooks: Webhooks;
}

export function createApp(id: string, credentials: Credentials, webhookUrl?: string): App {
  const counts = newCounts();
  return {
    id,
    credentials,
    counts,
    channels: new Channels(),
    users: new Users(),
    cache: new EventCache(),
    deliveries: new Deliveries(counts),
    webhooks: new Webhooks(credentials, webhookUrl, counts),
  };
}
