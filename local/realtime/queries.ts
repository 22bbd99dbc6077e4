import { ApiError } from './api-error.ts';
import type { App } from './app.ts';
import { attributesOf, parseInfo } from './attributes.ts';
import { isChannelName, isPresence, isUserChannel } from './channel-names.ts';
import { CLOSE } from './close-codes.ts';

/** `GET /channels`: the occupied ones. */
export function listChannels(app: App, query: URLSearchParams): unknown {
  const prefix = query.get('filter_by_prefix') ?? '';
  const info = parseInfo(query.get('info'));
  if (info.includes('user_count') && !isPresence(prefix)) {
    throw new ApiError(400, 'user_count may only be asked for with filter_by_prefix=presence-');
  }
  const names = [...app.channels.all()]
    .map(({ name }) => name)
    .filter((name) => name.startsWith(prefix) && !isUserChannel(name));
  return { channels: Object.fromEntries(names.map((name) => [name, attributesOf(app, name, info)])) };
}

/** `GET /channels/<name>` */
export function describeChannel(app: App, name: string, query: URLSearchParams): unknown {
  requireChannelName(name);
  const info = parseInfo(query.get('info'));
  if (info.includes('user_count') && !isPresence(name)) {
    throw new ApiError(400, 'user_count may only be asked for on presence channels');
  }
  return { occupied: app.channels.find(name) !== undefined, ...attributesOf(app, name, info) };
}

/** `GET /channels/<name>/users` */
export function listMembers(app: App, name: string): unknown {
  requireChannelName(name);
  if (!isPresence(name)) throw new ApiError(400, 'Users can only be retrieved for presence channels');
  const ids = app.channels.find(name)?.members.ids ?? [];
  return { users: ids.map((id) => ({ id })) };
}

/** `POST /users/<id>/terminate_connections`: only sockets that signed in as this person. */
export function terminateConnections(app: App, userId: string): unknown {
  for (const connection of [...app.users.connectionsOf(userId)]) connection.close(CLOSE.unauthorised);
  return {};
}

function requireChannelName(name: string): void {
  if (!isChannelName(name) || isUserChannel(name)) throw new ApiError(400, 'Invalid channel name');
}
