import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { isOfInputMethod } from '../useEnterToSend.ts';

/** Whether a key is the input method's, also the Enter with which Safari ends a composition. */
export function useComposition(field: RefObject<HTMLTextAreaElement | null>) {
  const composedAt = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    const element = field.current;
    const note = ({ timeStamp }: CompositionEvent) => {
      composedAt.current = timeStamp;
    };
    element?.addEventListener('compositionend', note);
    return () => element?.removeEventListener('compositionend', note);
  }, [field]);

  return ({ nativeEvent }: KeyboardEvent) => isOfInputMethod(nativeEvent, composedAt.current);
}
