import { z } from 'zod';

/** Milliseconds. */
const DELAY_MAX = 60_000;
export const SEED_MAX = 2 ** 32 - 1;

/** How often it happens: 0 never, 1 always. */
const probability = z.number().min(0).max(1).optional();
const milliseconds = z.number().min(0).max(DELAY_MAX);
/** Somewhere between the two, in milliseconds. */
const delay = z
  .tuple([milliseconds, milliseconds])
  .refine(([min, max]) => min <= max, 'The shorter delay comes first')
  .optional();
const isSo = z.boolean().optional();

/** What goes wrong on purpose on the local stack, until another plan replaces it. */
export const FaultPlan = z.strictObject({
  /** The same seed and the same requests in the same order: the same faults. Without one, one is chosen and shown. */
  seed: z.int().min(0).max(SEED_MAX).optional(),
  /** Requests to the database. */
  sql: z
    .strictObject({
      /** Answered with 503 and not run. */
      refuse: probability,
      /** Run and committed; then the connection breaks. */
      loseAnswer: probability,
      /** The connection breaks before anything is run. */
      drop: probability,
      delay,
    })
    .optional(),
  /** Requests to Pusher's HTTP API: what functions trigger. */
  api: z
    .strictObject({
      /** Every connection breaks. */
      down: isSo,
      /** Answered with 500; nothing is published. */
      refuse: probability,
      /** Every request is answered with 403, as Pusher does when the day's messages are used up. */
      quota: isSo,
      /** Published; then the connection breaks. */
      loseAnswer: probability,
      delay,
    })
    .optional(),
  /** The pages' WebSockets. */
  sockets: z
    .strictObject({
      /** All are cut, new ones break while they connect. */
      down: isSo,
      /** New ones are closed with 4004. */
      quota: isSo,
      /** A dead network: all stay open, nothing passes. What was said meanwhile passes when it ends, as with TCP. */
      mute: isSo,
      /** Once, at the moment the plan is set: all break without a goodbye. */
      cut: isSo,
      /** A subscription that never gets an answer. */
      refuseSubscriptions: probability,
    })
    .optional(),
  /** Events on their way to each single socket. */
  deliveries: z
    .strictObject({
      drop: probability,
      duplicate: probability,
      /** Held back until the next one for that socket has gone, or the plan is replaced. */
      reorder: probability,
      delay,
    })
    .optional(),
});
export type FaultPlan = z.infer<typeof FaultPlan>;

export type Delay = readonly [min: number, max: number];

export interface PlanIssue {
  path: string;
  message: string;
}

/** Names every field that is wrong. */
export class FaultPlanError extends Error {
  readonly issues: PlanIssue[];
  constructor(issues: PlanIssue[]) {
    super(`Not a plan of faults: ${issues.map(({ path, message }) => `${path} ${message}`).join('; ')}`);
    this.issues = issues;
  }
}

/** @throws FaultPlanError */
export function parsePlan(given: unknown): FaultPlan {
  const { data, error } = FaultPlan.safeParse(given);
  if (error) throw new FaultPlanError(error.issues.flatMap(issuesOf));
  return data;
}

function issuesOf(issue: z.core.$ZodIssue): PlanIssue[] {
  if (issue.code !== 'unrecognized_keys') return [{ path: issue.path.join('.'), message: issue.message }];
  return issue.keys.map((key) => ({ path: [...issue.path, key].join('.'), message: 'Unknown field' }));
}
