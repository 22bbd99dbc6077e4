import { useEffect } from 'react';
import { useStore } from 'zustand';
import { emojiStore, loadEmojiNames } from '#services/emoji';

/** `:tada:` as it was typed until it is known what it is, and for good when it is nothing. */
export function Emoji({ name }: { name: string }) {
  const emoji = useStore(emojiStore, ({ byName }) => byName.get(name));
  const isUnknown = emoji === undefined;
  useEffect(() => {
    if (isUnknown) void loadEmojiNames();
  }, [isUnknown]);
  if (isUnknown) return `:${name}:`;
  return (
    <span role="img" aria-label={name.replaceAll('_', ' ')} title={`:${name}:`}>
      {emoji}
    </span>
  );
}
