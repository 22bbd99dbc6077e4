interface HeartbeatOptions {
  idleMs: number;
  pongMs: number;
  ping: () => void;
  giveUp: () => void;
}

/** Pings a peer that has been silent for `idleMs`, and gives it up when it stays silent for `pongMs` more. */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #idle: NodeJS.Timeout;
  #pong: NodeJS.Timeout | undefined;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#idle = setTimeout(() => this.#check(), options.idleMs);
  }

  heard(): void {
    clearTimeout(this.#pong);
    this.#idle.refresh();
  }

  stop(): void {
    clearTimeout(this.#pong);
    clearTimeout(this.#idle);
  }

  #check(): void {
    this.#options.ping();
    this.#pong = setTimeout(this.#options.giveUp, this.#options.pongMs);
  }
}
