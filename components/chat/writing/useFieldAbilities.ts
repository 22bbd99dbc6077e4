import { type RefObject, useEffect, useRef } from 'react';

type FieldAbilities = typeof import('./field-abilities.ts');

/** What a field can do besides taking text, once it is loaded: after the messages. Until then keys and pastes are the browser's. */
export function useFieldAbilities(): RefObject<FieldAbilities | null> {
  const abilities = useRef<FieldAbilities | null>(null);
  useEffect(() => {
    import('./field-abilities.ts').then(
      (loaded) => {
        abilities.current = loaded;
      },
      // without a network a message can still be written
      () => undefined,
    );
  }, []);
  return abilities;
}
