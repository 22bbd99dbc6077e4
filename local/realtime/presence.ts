export interface Member {
  user_id: string;
  user_info: unknown;
}

/** The people in a presence channel. A person with three tabs is one member with three connections. */
export class Members {
  readonly #present = new Map<string, { member: Member; connections: number }>();
  readonly #userIdOfSocket = new Map<string, string>();

  get count(): number {
    return this.#present.size;
  }

  get ids(): string[] {
    return [...this.#present.keys()];
  }

  has(userId: string): boolean {
    return this.#present.has(userId);
  }

  userIdOf(socketId: string): string | undefined {
    return this.#userIdOfSocket.get(socketId);
  }

  /** True when this is the person's first connection. */
  join(member: Member, socketId: string): boolean {
    this.#userIdOfSocket.set(socketId, member.user_id);
    const known = this.#present.get(member.user_id);
    if (known) known.connections += 1;
    else this.#present.set(member.user_id, { member, connections: 1 });
    return !known;
  }

  /** The person who is gone with this connection, if it was the last one. */
  leave(socketId: string): Member | undefined {
    const userId = this.#userIdOfSocket.get(socketId);
    const known = userId === undefined ? undefined : this.#present.get(userId);
    this.#userIdOfSocket.delete(socketId);
    if (!known) return undefined;
    known.connections -= 1;
    if (known.connections > 0) return undefined;
    this.#present.delete(known.member.user_id);
    return known.member;
  }

  /** What a subscriber is told on arrival. */
  roster() {
    const hash = Object.fromEntries([...this.#present].map(([id, { member }]) => [id, member.user_info]));
    return { presence: { ids: this.ids, hash, count: this.count } };
  }
}
