import { randomInt } from 'node:crypto';
import { type Delay, type FaultPlan, parsePlan, SEED_MAX } from './plan.ts';
import { type Random, seededRandom } from './random.ts';

type PlanListener = (plan: FaultPlan) => void;

/**
 * What goes wrong on one local stack. Whoever can fail asks `plan` for its part: while no plan is set that is
 * one property, and it is undefined.
 */
export class Faults {
  #plan: FaultPlan = {};
  #random: Random = seededRandom(0);
  readonly #delayed = new Set<() => void>();
  readonly #listeners: PlanListener[] = [];

  get plan(): FaultPlan {
    return this.#plan;
  }

  /**
   * Replaces the whole plan. What the one before has delayed or held back goes on at once.
   * @throws FaultPlanError, and the plan stays as it was.
   */
  set(given: FaultPlan): void {
    const plan = parsePlan(given);
    const isEmpty = Object.keys(plan).length === 0;
    const seed = plan.seed ?? randomInt(SEED_MAX);
    this.#random = seededRandom(seed);
    this.#plan = isEmpty ? {} : { ...withoutCut(plan), seed };
    for (const goOn of [...this.#delayed]) goOn();
    for (const tell of this.#listeners) tell(plan);
  }

  clear(): void {
    this.set({});
  }

  /** `listener` hears of every new plan, as it was given. */
  onChange(listener: PlanListener): void {
    this.#listeners.push(listener);
  }

  /** Draws a number only where something can happen, so that a plan's other parts do not shift its sequence. */
  happens(probability: number | undefined): boolean {
    return probability !== undefined && this.#random() < probability;
  }

  /** Resolves after a while, or as soon as another plan is set. */
  delay(range: Delay | undefined): Promise<void> {
    if (!range) return Promise.resolve();
    const [min, max] = range;
    const milliseconds = min + this.#random() * (max - min);
    return new Promise((resolve) => {
      const goOn = () => {
        clearTimeout(timer);
        this.#delayed.delete(goOn);
        resolve();
      };
      const timer = setTimeout(goOn, milliseconds);
      this.#delayed.add(goOn);
    });
  }
}

/** The connection breaks instead of an answer. */
export class LostConnection extends Error {}

// it has happened when the plan is set
function withoutCut({ sockets, ...plan }: FaultPlan): FaultPlan {
  if (!sockets) return plan;
  const { cut: _, ...lasting } = sockets;
  return { ...plan, sockets: lasting };
}
