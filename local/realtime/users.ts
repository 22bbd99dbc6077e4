import type { Connection } from './connection.ts';

/** Which sockets belong to which signed-in person. */
export class Users {
  readonly #connections = new Map<string, Set<Connection>>();

  add(userId: string, connection: Connection): void {
    const connections = this.#connections.get(userId) ?? new Set();
    this.#connections.set(userId, connections.add(connection));
  }

  remove(userId: string, connection: Connection): void {
    const connections = this.#connections.get(userId);
    connections?.delete(connection);
    if (connections?.size === 0) this.#connections.delete(userId);
  }

  connectionsOf(userId: string): Iterable<Connection> {
    return this.#connections.get(userId) ?? [];
  }
}
