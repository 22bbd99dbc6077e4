/** What a client asked for over its socket is not allowed. It is told so and stays connected. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: number | null;

  constructor(message: string, code: number | null = null) {
    super(message);
    this.code = code;
  }
}
