import * as z from 'zod/mini';
import { isBlank, isStacked } from '#lib/content';

/** UTF-16 units. */
const NAME_MAX = 80;

/** How a person is called: one line of visible text, without characters that control its direction. */
export const PersonName = z
  .pipe(
    z.string(),
    z.transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim()),
  )
  .check(
    z.refine((name) => !isBlank(name), 'Write your name'),
    z.refine((name) => name.length <= NAME_MAX, `At most ${NAME_MAX} characters`),
    z.refine((name) => name.isWellFormed() && !isStacked(name), 'Contains characters that cannot be shown'),
    z.refine(
      (name) => !/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(name),
      'Contains control characters',
    ),
  );
