import { useStore } from 'zustand';
import { withEmoji } from '#lib/markdown/emoji-names';
import { emojiStore } from '#services/emoji';
import { useNames } from './useNames.ts';

/** A line of plain text as a message shows it: with the current names, and with the emoji that are known by now. */
export function useLine(line: string): string {
  const named = useNames(line);
  return useStore(emojiStore, ({ byName }) => withEmoji(named, byName));
}
