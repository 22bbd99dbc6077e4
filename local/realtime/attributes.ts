import { ApiError } from './api-error.ts';
import type { App } from './app.ts';
import { isCache, isPresence } from './channel-names.ts';

const ATTRIBUTES = ['user_count', 'subscription_count', 'cache'] as const;
export type Attribute = (typeof ATTRIBUTES)[number];

export function parseInfo(info: string | null | undefined): Attribute[] {
  return (info ?? '')
    .split(',')
    .filter((name) => name !== '')
    .map((name) => {
      const known = ATTRIBUTES.find((attribute) => attribute === name);
      if (!known) throw new ApiError(400, `Unknown attribute ${name} in info`);
      return known;
    });
}

/** What `info` asked to know of a channel; what a channel of its kind does not have is left out. */
export function attributesOf(app: App, name: string, info: Attribute[]): Record<string, unknown> {
  const channel = app.channels.find(name);
  const attributes: Record<string, unknown> = {};
  if (info.includes('user_count') && isPresence(name)) attributes.user_count = channel?.members.count ?? 0;
  if (info.includes('subscription_count')) attributes.subscription_count = channel?.subscribers.size ?? 0;
  const cached = info.includes('cache') && isCache(name) ? app.cache.find(name) : undefined;
  if (cached) {
    const secondsLeft = Math.ceil((cached.expiresAt - Date.now()) / 1000);
    attributes.cache = { data: cached.data, ttl: secondsLeft };
  }
  return attributes;
}
