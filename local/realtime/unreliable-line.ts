import type { Faults } from '../faults/faults.ts';
import type { FaultPlan } from '../faults/plan.ts';

type DeliveryFaults = NonNullable<FaultPlan['deliveries']>;
type Write = () => void;

/** The way to each socket when the plan says that events get lost, double, late or out of order. */
export class UnreliableLine {
  readonly #faults: Faults;
  readonly #heldBack = new Map<object, Write>();

  constructor(faults: Faults) {
    this.#faults = faults;
    faults.onChange(() => {
      for (const receiver of [...this.#heldBack.keys()]) this.#letGo(receiver);
    });
  }

  carry(faults: DeliveryFaults, receiver: object, write: Write): void {
    if (this.#faults.happens(faults.drop)) return;
    const copies = this.#faults.happens(faults.duplicate) ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) this.#carryOne(faults, receiver, write);
  }

  #carryOne({ reorder, delay }: DeliveryFaults, receiver: object, write: Write): void {
    const isOvertaken = this.#faults.happens(reorder) && !this.#heldBack.has(receiver);
    if (isOvertaken) this.#heldBack.set(receiver, write);
    else if (delay) void this.#faults.delay(delay).then(() => this.#pass(receiver, write));
    else this.#pass(receiver, write);
  }

  #pass(receiver: object, write: Write): void {
    write();
    this.#letGo(receiver);
  }

  #letGo(receiver: object): void {
    const write = this.#heldBack.get(receiver);
    this.#heldBack.delete(receiver);
    write?.();
  }
}
