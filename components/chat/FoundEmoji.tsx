import { inTone, type KnownEmoji, type SkinTone } from '#services/emojiList';
import { CELL, ROW } from './emoji-cells.ts';

interface FoundEmojiProps {
  id: string;
  found: readonly KnownEmoji[];
  tone: SkinTone;
  /** The one that Enter takes. */
  active: number;
  onActivate: (index: number) => void;
  onChoose: (emoji: string) => void;
}

/** What a name finds, the best first and not by group. The keys are the field's, which keeps the focus. */
export function FoundEmoji({ id, found, tone, active, onActivate, onChoose }: FoundEmojiProps) {
  return (
    <div id={id} role="listbox" aria-label="Emoji found" className={`${ROW} py-1`}>
      {found.map((known, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: as above
        // biome-ignore lint/a11y/useFocusableInteractive: it is pointed at by aria-activedescendant
        <div
          key={known.emoji}
          id={foundId(id, index)}
          ref={(element) => {
            if (index === active) element?.scrollIntoView?.({ block: 'nearest' });
          }}
          role="option"
          aria-label={known.label}
          aria-selected={index === active}
          title={known.label}
          onPointerMove={() => onActivate(index)}
          onClick={() => onChoose(inTone(known, tone))}
          className={`${CELL} cursor-pointer select-none`}
        >
          {inTone(known, tone)}
        </div>
      ))}
    </div>
  );
}

export function foundId(id: string, index: number): string {
  return `${id}-${index}`;
}
