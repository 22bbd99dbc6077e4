import { type EmojiPickerListComponents, EmojiPicker as Picker, type SkinTone } from 'frimousse';
import { useEffect, useState } from 'react';
import { Button } from '#components/ui/Button';
import { emojiOf } from '#lib/emoji';
import { chooseTone, type EmojiList, loadEmoji, readHabits, SKIN_TONES } from '#services/emojiList';

interface EmojiPickerProps {
  myId: string;
  onChoose: (emoji: string) => void;
}

/** Finds an emoji by its name; what was used last comes first. Loaded when the first is wanted. */
export default function EmojiPicker({ myId, onChoose }: EmojiPickerProps) {
  const { list, hasFailed, load } = useEmojiList();
  const [{ recent, tone: lastTone }] = useState(() => readHabits(myId));
  const [tone, setTone] = useState<SkinTone>(lastTone);

  if (hasFailed) {
    return (
      <p role="alert" className="grid content-center justify-items-center gap-3 p-4 text-sm">
        The emoji could not be loaded. <Button onClick={load}>Try again</Button>
      </p>
    );
  }
  if (!list) return <p className="appear-late p-4 text-muted text-sm">Loading…</p>;

  return (
    <Picker.Root
      resolveEmojiData={() => dataOf(list)}
      columns={8}
      skinTone={tone}
      onEmojiSelect={({ emoji }) => onChoose(emojiOf(emoji) ?? emoji)}
      className="grid min-h-0 grid-rows-[auto_auto_minmax(0,1fr)_auto]"
    >
      <Picker.Search
        aria-label="Find an emoji"
        placeholder="Find an emoji"
        // a keyboard that covers the emoji comes only when it is asked for
        autoFocus={window.matchMedia('(hover: hover)').matches}
        className="field-text m-2 min-h-9 rounded-lg border border-edge bg-canvas px-2.5"
      />
      <ul aria-label="Used last" className="mx-2 flex overflow-x-auto border-line border-b pb-1">
        {recent.map((emoji) => (
          <li key={emoji}>
            <button
              type="button"
              aria-label={labelOf(list, emoji)}
              title={labelOf(list, emoji)}
              onClick={() => onChoose(emoji)}
              className={CELL}
            >
              {emoji}
            </button>
          </li>
        ))}
      </ul>
      <Picker.Viewport className="min-h-0 overflow-y-auto outline-hidden">
        <Picker.Empty>
          <span className="block p-4 text-muted text-sm">No emoji has this name.</span>
        </Picker.Empty>
        <Picker.List components={parts} className="pb-2 select-none" />
      </Picker.Viewport>
      <Tones
        tone={tone}
        onChoose={(chosen) => {
          setTone(chosen);
          chooseTone(myId, chosen);
        }}
      />
    </Picker.Root>
  );
}

const CELL = 'grid size-9 shrink-0 place-items-center rounded-lg text-xl hover:bg-soft data-[active]:bg-soft';

const parts: Partial<EmojiPickerListComponents> = {
  CategoryHeader: ({ category, ...props }) => (
    <div {...props} className="bg-raised px-3 py-1 font-medium text-muted text-xs first-letter:uppercase">
      {category.label}
    </div>
  ),
  Row: (props) => <div {...props} className="flex scroll-my-2 px-2" />,
  Emoji: ({ emoji, ...props }) => (
    <button {...props} type="button" title={emoji.label} className={CELL}>
      {emoji.emoji}
    </button>
  ),
};

const HANDS = {
  none: '✋',
  light: '✋🏻',
  'medium-light': '✋🏼',
  medium: '✋🏽',
  'medium-dark': '✋🏾',
  dark: '✋🏿',
};

function Tones({
  tone,
  onChoose,
}: {
  tone: SkinTone;
  onChoose: (tone: (typeof SKIN_TONES)[number]) => void;
}) {
  return (
    <fieldset className="flex items-center gap-0.5 border-line border-t px-2 py-1">
      <legend className="sr-only">Skin tone</legend>
      {SKIN_TONES.map((choice) => (
        <label
          key={choice}
          title={choice === 'none' ? 'No skin tone' : choice}
          className="grid size-8 cursor-pointer place-items-center rounded-lg hover:bg-soft has-checked:bg-soft has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:size-10"
        >
          <input
            type="radio"
            name="skin-tone"
            aria-label={choice === 'none' ? 'No skin tone' : choice}
            checked={choice === tone}
            onChange={() => onChoose(choice)}
            className="sr-only"
          />
          <span aria-hidden="true">{HANDS[choice]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function useEmojiList() {
  const [list, setList] = useState<EmojiList | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const [turn, setTurn] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn is a wish to try again
  useEffect(() => {
    let isCurrent = true;
    setFailed(false);
    loadEmoji().then(
      (loaded) => isCurrent && setList(loaded),
      () => isCurrent && setFailed(true),
    );
    return () => {
      isCurrent = false;
    };
  }, [turn]);

  return { list, hasFailed, load: () => setTurn(turn + 1) };
}

function labelOf({ emoji }: EmojiList, wanted: string): string {
  const known = emoji.find(({ emoji: one, tones }) => one === wanted || tones.includes(wanted));
  return known?.label ?? wanted;
}

/** As frimousse wants it. */
function dataOf({ emoji, groups }: EmojiList) {
  return {
    locale: 'en',
    emojis: emoji.map(({ emoji: one, label, tags, group, tones }) => {
      const [light, mediumLight, medium, mediumDark, dark] = tones;
      const skins =
        light && mediumLight && medium && mediumDark && dark && tones.length === 5
          ? { light, 'medium-light': mediumLight, medium, 'medium-dark': mediumDark, dark }
          : undefined;
      return { emoji: one, category: group, label, version: 1, tags: [...tags], ...(skins && { skins }) };
    }),
    categories: groups.map(({ index, label }) => ({ index, label })),
    skinTones: TONE_LABELS,
  };
}

const TONE_LABELS = {
  light: 'light skin tone',
  'medium-light': 'medium-light skin tone',
  medium: 'medium skin tone',
  'medium-dark': 'medium-dark skin tone',
  dark: 'dark skin tone',
};
