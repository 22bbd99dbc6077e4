/** At most `max` in any span of `windowMs`. */
export class RateLimit {
  readonly #max: number;
  readonly #windowMs: number;
  #taken: number[] = [];

  constructor(max: number, windowMs: number) {
    this.#max = max;
    this.#windowMs = windowMs;
  }

  allows(now = Date.now()): boolean {
    this.#taken = this.#taken.filter((at) => now - at < this.#windowMs);
    if (this.#taken.length >= this.#max) return false;
    this.#taken.push(now);
    return true;
  }
}
