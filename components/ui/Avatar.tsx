import type { CSSProperties } from 'react';

/** Degrees between two colours, so that neighbours on the wheel can still be told apart. */
const HUE_STEP = 20;

interface AvatarProps {
  /** Decides the colour: it stays the same when the name changes. */
  id: string;
  name: string;
  size?: 'small' | 'normal';
}

const SIZES = {
  small: 'size-7 rounded-lg text-xs',
  normal: 'size-9 rounded-xl text-sm',
};

/** Initials on the person's colour. The name always stands beside it, so it says nothing to a screen reader. */
export function Avatar({ id, name, size = 'normal' }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={`avatar inline-grid shrink-0 select-none place-items-center font-semibold tracking-wide forced-color-adjust-none ${SIZES[size]}`}
      style={{ '--hue': hueOf(id) } as CSSProperties}
    >
      {initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase('en') ?? '').join('');
}

/** FNV-1a. */
function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return (hash % (360 / HUE_STEP)) * HUE_STEP;
}
