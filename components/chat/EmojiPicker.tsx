import { type EmojiPickerListComponents, EmojiPicker as Picker } from 'frimousse';
import { type CSSProperties, type KeyboardEvent, useEffect, useId, useState } from 'react';
import { Button } from '#components/ui/Button';
import { emojiOf } from '#lib/emoji';
import { findEmoji } from '#lib/emoji-search';
import {
  chooseTone,
  type EmojiList,
  inTone,
  loadEmoji,
  readHabits,
  SKIN_TONES,
  type SkinTone,
} from '#services/emojiList';
import { CELL, columnsIn, ROW } from './emoji-cells.ts';
import { FoundEmoji, foundId } from './FoundEmoji.tsx';

interface EmojiPickerProps {
  myId: string;
  onChoose: (emoji: string) => void;
}

/** Finds an emoji by its name; what was used last comes first. Loaded when the first is wanted. */
export default function EmojiPicker({ myId, onChoose }: EmojiPickerProps) {
  const { list, hasFailed, load } = useEmojiList();
  const [{ recent, tone: lastTone }] = useState(() => readHabits(myId));
  const [tone, setTone] = useState<SkinTone>(lastTone);
  const [columns] = useState(() =>
    columnsIn(window.innerWidth, window.matchMedia('(pointer: coarse)').matches),
  );
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const foundListId = useId();
  const found = query.trim() === '' ? null : findEmoji(list?.emoji ?? [], query).slice(0, FOUND_MAX);

  /** Also the keys that do nothing here are not the picker's, which would take an emoji that nobody sees. */
  function handleKeyDown(event: KeyboardEvent) {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[event.key];
    if (!found || event.nativeEvent.isComposing || (!step && event.key !== 'Enter')) return;
    event.preventDefault();
    const [next, chosen] = [active + (step ?? 0), found[active]];
    if (step && found[next]) setActive(next);
    else if (!step && chosen) onChoose(inTone(chosen, tone));
  }

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
      columns={columns}
      style={{ '--columns': columns } as CSSProperties}
      skinTone={tone}
      onEmojiSelect={({ emoji }) => onChoose(emojiOf(emoji) ?? emoji)}
      className="grid min-h-0 grid-rows-[auto_auto_minmax(0,1fr)_auto]"
    >
      <Picker.Search
        aria-label="Find an emoji"
        placeholder="Find an emoji"
        // what is found is ranked here: the picker would show it by group
        onChange={(event) => {
          event.preventDefault();
          setQuery(event.target.value);
          setActive(0);
        }}
        onKeyDown={handleKeyDown}
        aria-controls={found ? foundListId : undefined}
        aria-activedescendant={found?.length ? foundId(foundListId, active) : undefined}
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
              className={`${CELL} min-w-9 pointer-coarse:min-w-11`}
            >
              {emoji}
            </button>
          </li>
        ))}
      </ul>
      {found ? (
        <div className="min-h-0 overflow-y-auto">
          {found.length === 0 && <p className="p-4 text-muted text-sm">No emoji has this name.</p>}
          <FoundEmoji
            id={foundListId}
            found={found}
            tone={tone}
            active={active}
            onActivate={setActive}
            onChoose={onChoose}
          />
        </div>
      ) : (
        <Picker.Viewport className="min-h-0 overflow-y-auto outline-hidden">
          <Picker.List components={parts} className="pb-2 select-none" />
        </Picker.Viewport>
      )}
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

/** More than anybody looks through. */
const FOUND_MAX = 120;

const parts: Partial<EmojiPickerListComponents> = {
  CategoryHeader: ({ category, ...props }) => (
    <div {...props} className="bg-raised px-3 py-1 font-medium text-muted text-xs first-letter:uppercase">
      {category.label}
    </div>
  ),
  Row: (props) => <div {...props} className={`${ROW} scroll-my-2`} />,
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
          className="grid size-8 cursor-pointer place-items-center rounded-lg hover:bg-soft has-checked:bg-soft has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:size-11"
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
