/** What is still to happen, in a time of its own: a day passes as fast as the machine can. Moments are milliseconds. */
export class Agenda {
  #now = 0;
  readonly #entries: { at: number; run: () => Promise<void> | void }[] = [];

  get now(): number {
    return this.#now;
  }

  add(at: number, run: () => Promise<void> | void): void {
    const moment = Math.max(at, this.#now);
    const later = this.#entries.findLastIndex((entry) => entry.at <= moment);
    this.#entries.splice(later + 1, 0, { at: moment, run });
  }

  /** Runs everything, also what is added meanwhile. What happens within `together` milliseconds happens at once. */
  async pass(together: number): Promise<void> {
    for (let next = this.#entries[0]; next; next = this.#entries[0]) {
      this.#now = next.at;
      const until = next.at + together;
      const count = this.#entries.findIndex(({ at }) => at > until);
      const batch = this.#entries.splice(0, count === -1 ? this.#entries.length : count);
      await Promise.all(batch.map(({ run }) => run()));
    }
  }
}
