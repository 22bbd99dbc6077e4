import { type RefObject, useEffect, useRef } from 'react';
import { firstLoadEnded } from '#services/firstLoad';

type FieldAbilities = typeof import('./field-abilities.ts');

/** What a field can do besides taking text, once it is loaded: after the messages. Until then keys and pastes are the browser's. */
export function useFieldAbilities(): RefObject<FieldAbilities | null> {
  const abilities = useRef<FieldAbilities | null>(null);
  useEffect(() => {
    load().then(
      (loaded) => {
        abilities.current = loaded;
      },
      // without a network a message can still be written
      () => undefined,
    );
  }, []);
  return abilities;
}

async function load(): Promise<FieldAbilities> {
  await firstLoadEnded;
  return import('./field-abilities.ts');
}
