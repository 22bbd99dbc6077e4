import type { Faults } from '../faults/faults.ts';
import { Channels } from './channels.ts';
import { newCounts, type RunningCounts } from './counts.ts';
import { Deliveries } from './delivery.ts';
import { EventCache } from './event-cache.ts';
import type { Credentials } from './signatures.ts';
import { Users } from './users.ts';
import { Webhooks } from './webhooks.ts';

/** What one Pusher app knows while it runs. */
export interface App {
  readonly id: string;
  readonly credentials: Credentials;
  readonly counts: RunningCounts;
  readonly faults: Faults;
  readonly channels: Channels;
  readonly users: Users;
  readonly cache: EventCache;
  readonly deliveries: Deliveries;
  readonly webhooks: Webhooks;
}

export function createApp(id: string, credentials: Credentials, faults: Faults, webhookUrl?: string): App {
  const counts = newCounts();
  return {
    id,
    credentials,
    counts,
    faults,
    channels: new Channels(),
    users: new Users(),
    cache: new EventCache(),
    deliveries: new Deliveries(counts, faults),
    webhooks: new Webhooks(credentials, webhookUrl, counts),
  };
}
