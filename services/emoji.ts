/** Emoji by their names, as people type them: `:tada:`. Shared by what shows messages and what completes and picks emoji. */
import { createStore } from 'zustand/vanilla';
import { emojiOf } from '#lib/emoji';

/** The commonest are there at once, the others when the first message with one of them is shown. */
const COMMON = new Map(
  Object.entries({
    '+1': '👍',
    '-1': '👎',
    100: '💯',
    clap: '👏',
    coffee: '☕',
    eyes: '👀',
    fire: '🔥',
    heart: '❤️',
    joy: '😂',
    pray: '🙏',
    rocket: '🚀',
    smile: '😄',
    tada: '🎉',
    thinking: '🤔',
    thumbsup: '👍',
    warning: '⚠️',
    wave: '👋',
    white_check_mark: '✅',
  }),
);

export interface EmojiNames {
  readonly byName: ReadonlyMap<string, string>;
  readonly areAllHere: boolean;
}

export const emojiStore = createStore<EmojiNames>(() => ({ byName: COMMON, areAllHere: false }));

let loading: Promise<void> | null = null;

/** Loads the names that are not built in, once. Offline they stay as they were typed, and are asked for again later. */
export function loadEmojiNames(): Promise<void> {
  loading ??= readNames().then(
    (byName) => emojiStore.setState({ byName, areAllHere: true }),
    () => {
      loading = null;
    },
  );
  return loading;
}

async function readNames(): Promise<ReadonlyMap<string, string>> {
  const { default: namesByCode } = await import('emojibase-data/en/shortcodes/github.json');
  const entries = Object.entries(namesByCode).flatMap(([code, names]) =>
    [names].flat().map((name): [string, string] => [name, emojiOfCode(code)]),
  );
  return new Map([...entries, ...COMMON]);
}

/** @param code its code points, as `1F468-200D-1F9B2` @returns the emoji as it is spelled everywhere here */
function emojiOfCode(code: string): string {
  const emoji = String.fromCodePoint(...code.split('-').map((point) => Number.parseInt(point, 16)));
  return emojiOf(emoji) ?? `${emoji}\uFE0F`;
}
