import { ApiError } from './api-error.ts';
import type { App } from './app.ts';
import { describeChannel, listChannels, listMembers, terminateConnections } from './queries.ts';
import { trigger, triggerBatch } from './trigger.ts';

export interface ApiCall {
  app: App;
  method: string;
  /** What follows `/apps/<id>/`. */
  resource: string;
  query: URLSearchParams;
  body: string;
}

interface Route {
  method: string;
  resource: RegExp;
  answer: (call: ApiCall, id: string) => unknown;
}

const ROUTES: Route[] = [
  { method: 'POST', resource: /^events$/, answer: ({ app, body }) => trigger(app, body) },
  { method: 'POST', resource: /^batch_events$/, answer: ({ app, body }) => triggerBatch(app, body) },
  { method: 'GET', resource: /^channels$/, answer: ({ app, query }) => listChannels(app, query) },
  {
    method: 'GET',
    resource: /^channels\/([^/]+)$/,
    answer: ({ app, query }, name) => describeChannel(app, name, query),
  },
  {
    method: 'GET',
    resource: /^channels\/([^/]+)\/users$/,
    answer: ({ app }, name) => listMembers(app, name),
  },
  {
    method: 'POST',
    resource: /^users\/([^/]+)\/terminate_connections$/,
    answer: ({ app }, userId) => terminateConnections(app, userId),
  },
];

export function dispatch(call: ApiCall): unknown {
  const route = ROUTES.find(({ resource }) => resource.test(call.resource));
  if (!route) throw new ApiError(404, 'Unknown path');
  if (route.method !== call.method) throw new ApiError(405, `Allowed here: ${route.method}`);
  const [, id = ''] = route.resource.exec(call.resource) ?? [];
  return route.answer(call, decoded(id));
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new ApiError(400, 'The path is not properly percent-encoded');
  }
}
