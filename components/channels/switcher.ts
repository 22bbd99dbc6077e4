/** What the switcher offers, in which order. */
import * as fuzzysort from 'fuzzysort';
import { fold } from '#lib/fold';

/** A conversation, or a person with whom there is none yet. */
export interface Goal {
  readonly key: string;
  readonly name: string;
  readonly isUnread: boolean;
}

/** Goals that are listed at once. */
const SHOWN_MAX = 50;
/** Scores below are nothing anybody meant (fuzzysort: 1 is exact, 0.5 is good). */
const SCORE_LEAST = 0.2;
/** By how much something unread goes before something that fits as well. */
const UNREAD_BONUS = 0.05;

/** Unread first; with something typed, what fits best first. */
export function rankGoals<G extends Goal>(goals: readonly G[], query: string): readonly G[] {
  const wanted = fold(query.trim());
  if (wanted === '') {
    return [...goals.filter(({ isUnread }) => isUnread), ...goals.filter(({ isUnread }) => !isUnread)].slice(
      0,
      SHOWN_MAX,
    );
  }
  const targets = goals.map((goal) => ({ goal, target: fold(goal.name) }));
  const found = fuzzysort.go(wanted, targets, {
    key: 'target',
    limit: SHOWN_MAX,
    threshold: SCORE_LEAST,
    scoreFn: ({ score, obj }) => (score > 0 && obj.goal.isUnread ? score + UNREAD_BONUS : score),
  });
  return found.map(({ obj }) => obj.goal);
}
