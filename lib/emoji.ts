/** Emoji as people react with them. */

/** Kinds of emoji under one message. */
export const REACTION_KINDS_MAX = 20;

/** One emoji that is recommended for general interchange, whole: with its skin tone, its joiners and its variation selector. */
const EMOJI = /^\p{RGI_Emoji}$/v;
/** Says that a character is drawn as an emoji; where that goes without saying, the recommended spelling has none. */
const AS_EMOJI = '\ufe0f';
/** UTF-16 units; the longest emoji in use take 18. */
const UNITS_MAX = 40;

/**
 * The one spelling of an emoji, so that two people who mean the same say the same: keyboards and lists of emoji differ in
 * variation selectors. Null for a text that is anything but one emoji.
 */
export function emojiOf(text: string): string | null {
  if (text.length > UNITS_MAX) return null;
  const spellings = [text, text.replaceAll(AS_EMOJI, ''), text + AS_EMOJI];
  return spellings.find((spelling) => EMOJI.test(spelling)) ?? null;
}
