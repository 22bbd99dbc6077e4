import type { CSSProperties } from 'react';

/** Degrees between two colours, so that neighbours on the wheel can still be told apart. */
const HUE_STEP = 20;

interface AvatarProps {
  /** Decides the colour: it stays the same when the name changes. */
  id: string;
  name: string;
  size?: 'tiny' | 'small' | 'normal';
  /** A dot for who is online, a ring for who is not; nothing when it is not known or does not matter. */
  presence?: 'online' | 'offline' | 'unknown';
}

const SIZES = {
  tiny: 'size-5 rounded-md text-[0.625rem]',
  small: 'size-7 rounded-lg text-xs',
  normal: 'size-9 rounded-xl text-sm',
};

// told apart by form as well as by colour
const PRESENCE_DOTS = {
  online: 'border-side bg-ok ring-1 ring-side',
  offline: 'border-edge bg-side ring-1 ring-side',
};

/** Initials on the person's colour. The name always stands beside it, so it says nothing to a screen reader. */
export function Avatar({ id, name, size = 'normal', presence = 'unknown' }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={`avatar relative inline-grid shrink-0 select-none place-items-center font-semibold tracking-wide forced-color-adjust-none ${SIZES[size]}`}
      style={{ '--hue': hueOf(id) } as CSSProperties}
    >
      {initialsOf(name)}
      {presence !== 'unknown' && (
        <span
          className={`-end-0.5 -bottom-0.5 absolute size-2.5 rounded-full border-2 ${PRESENCE_DOTS[presence]}`}
        />
      )}
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
