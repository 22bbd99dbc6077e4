/** The list of all emoji, loaded when it is first needed, and what somebody has used of it on this device. */
import * as z from 'zod/mini';
import { emojiOf } from '#lib/emoji';
import { emojiStore, loadEmojiNames } from './emoji.ts';

export interface KnownEmoji {
  readonly emoji: string;
  readonly label: string;
  /** As they are typed between colons. */
  readonly names: readonly string[];
  /** A word by which it is found. */
  readonly tags: readonly string[];
  /** Index of its group. */
  readonly group: number;
  /** The same in five skin tones, from light to dark; empty for what has none. */
  readonly tones: readonly string[];
}

export interface EmojiList {
  readonly emoji: readonly KnownEmoji[];
  readonly groups: readonly { readonly index: number; readonly label: string }[];
}

let loading: Promise<EmojiList> | null = null;

/** @throws when it cannot be fetched; the next call tries again */
export function loadEmoji(): Promise<EmojiList> {
  loading ??= load().catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load(): Promise<EmojiList> {
  const [{ default: data }, { default: messages }] = await Promise.all([
    import('emojibase-data/en/compact.json'),
    import('emojibase-data/en/messages.json'),
    // without them it is found by its label
    loadEmojiNames(),
  ]);
  const names = namesByEmoji();
  const emoji = data.flatMap(({ unicode, label, tags = [], group, skins = [] }) => {
    // null for what this browser does not know yet
    const spelled = emojiOf(unicode);
    const tones = skins.flatMap((skin) => emojiOf(skin.unicode) ?? []);
    return spelled && group !== undefined
      ? [{ emoji: spelled, label, names: names.get(spelled) ?? [], tags, group, tones }]
      : [];
  });
  const used = new Set(emoji.map(({ group }) => group));
  const groups = messages.groups
    .filter(({ order }) => used.has(order))
    .map(({ order, message }) => ({ index: order, label: message }));
  return { emoji, groups };
}

function namesByEmoji(): ReadonlyMap<string, string[]> {
  const names = new Map<string, string[]>();
  for (const [name, emoji] of emojiStore.getState().byName) {
    names.set(emoji, [...(names.get(emoji) ?? []), name]);
  }
  return names;
}

/** Emoji that are offered first. */
const RECENT_MAX = 16;
/** For who has used none yet. */
const FIRST = ['👍', '❤️', '😂', '🎉', '🙏', '👀', '✅', '🚀'];
export const SKIN_TONES = ['none', 'light', 'medium-light', 'medium', 'medium-dark', 'dark'] as const;
export type SkinTone = (typeof SKIN_TONES)[number];

const Habits = z.object({ recent: z.array(z.string()), tone: z.enum(SKIN_TONES) });
type Habits = z.infer<typeof Habits>;
const KEY = 'team-chat:emoji:';

/** An emoji in somebody's skin tone, where it has one. */
export function inTone({ emoji, tones }: KnownEmoji, tone: SkinTone): string {
  return (tones.length === SKIN_TONES.length - 1 && tones[SKIN_TONES.indexOf(tone) - 1]) || emoji;
}

/** What somebody uses on this device, last used first. */
export function readHabits(personId: string): Habits {
  try {
    return Habits.parse(JSON.parse(localStorage.getItem(KEY + personId) ?? ''));
  } catch {
    return { recent: FIRST, tone: 'none' };
  }
}

export function noteUsed(personId: string, emoji: string): void {
  const { recent } = readHabits(personId);
  write(personId, { recent: [emoji, ...recent.filter((other) => other !== emoji)].slice(0, RECENT_MAX) });
}

export function chooseTone(personId: string, tone: SkinTone): void {
  write(personId, { tone });
}

function write(personId: string, changes: Partial<Habits>): void {
  try {
    localStorage.setItem(KEY + personId, JSON.stringify({ ...readHabits(personId), ...changes }));
  } catch {
    // full, or switched off
  }
}
