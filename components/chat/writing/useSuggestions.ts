import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import { nameOfBroadcast, nameOfChannel, nameOfPerson } from '#lib/mentions/directory';
import { type NameQuery, queryAt, type Scene, type Suggestion, suggest } from '#lib/mentions/suggest';
import type { Chosen, Written } from '#lib/mentions/tokens';
import { chatStore } from '#services/chatStore';
import { readDirectory } from '#services/directory';
import { changeField } from './change-field.ts';
import { useComposition } from './useComposition.ts';

interface Place {
  field: RefObject<HTMLTextAreaElement | null>;
  written: Written;
  /** Where it is written. */
  channelId: string;
  /** What was chosen stands in the field by then. */
  onChoose: (chosen: Chosen) => void;
}

export interface SuggestionList {
  id: string;
  label: string;
  suggestions: readonly Suggestion[];
  /** The one that Enter takes. */
  active: number;
  choose: (suggestion: Suggestion) => void;
  activate: (index: number) => void;
}

const NOTHING: readonly Suggestion[] = [];

/** Completes names in a field: `@` and `#` open a list, which the field's own keys move through. */
export function useSuggestions({ field, written, channelId, onChoose }: Place) {
  const listId = useId();
  /** Null while nobody is writing. */
  const [caret, setCaret] = useState<{ at: number; text: string } | null>(null);
  const [active, setActive] = useState(0);
  /** Where the sign stands whose list was closed by Esc. */
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const isComposing = useComposition(field);
  // between a change of the text and the caret's there is nothing to tell
  const isSettled = caret?.text === written.text;
  const query = isSettled ? queryAt(written, caret.at) : null;
  const suggestions = useOffered(query?.at === closedAt ? null : query, channelId);
  const isOpen = query !== null && suggestions.length > 0;

  function noteCaret() {
    const { activeElement } = document;
    const element = field.current;
    const isCaret = element === activeElement && element?.selectionStart === element?.selectionEnd;
    const now = isCaret && element ? { at: element.selectionStart, text: element.value } : null;
    // what stays is not drawn again
    setCaret((before) => (before?.at === now?.at && before?.text === now?.text ? before : now));
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: typing moves the caret
  useLayoutEffect(noteCaret, [written.text]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another query, another list
  useEffect(() => setActive(0), [query?.at, query?.text]);

  useEffect(() => {
    if (isSettled && query?.at === undefined) setClosedAt(null);
  }, [isSettled, query?.at]);

  function choose(suggestion: Suggestion) {
    if (!field.current || !query) return;
    const { value } = field.current;
    const name = nameOf(suggestion);
    const before = value.slice(0, query.at) + name.text;
    const after = value.slice(query.at + 1 + query.text.length);
    const end = before.length + 1;
    changeField(field.current, {
      text: `${before}${after.startsWith(' ') ? '' : ' '}${after}`,
      start: end,
      end,
    });
    onChoose({ ...name, at: query.at });
  }

  function handleKeyDown(event: KeyboardEvent) {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (!isOpen || isComposing(event) || ctrlKey || metaKey || altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    const chosen = suggestions[Math.min(active, suggestions.length - 1)];
    if (step !== undefined) setActive((active + step + suggestions.length) % suggestions.length);
    else if (key === 'Escape') setClosedAt(query.at);
    else if ((key === 'Enter' || key === 'Tab') && !shiftKey && chosen) choose(chosen);
    else return;
    event.preventDefault();
  }

  const list: SuggestionList | null = isOpen
    ? {
        id: listId,
        label: query.sign === '@' ? 'People' : 'Channels',
        suggestions,
        active: Math.min(active, suggestions.length - 1),
        choose,
        activate: setActive,
      }
    : null;
  const attributes = {
    onSelect: noteCaret,
    onFocus: noteCaret,
    'aria-autocomplete': 'list' as const,
    'aria-controls': list ? listId : undefined,
    'aria-activedescendant': list ? optionId(list, list.active) : undefined,
  };
  return { list, attributes, handleKeyDown, close: () => setCaret(null) };
}

export function optionId({ id }: Pick<SuggestionList, 'id'>, index: number): string {
  return `${id}-${index}`;
}

/** As people and channels are when the query changes: what arrives while somebody chooses moves nothing under their finger. */
function useOffered(query: NameQuery | null, channelId: string): readonly Suggestion[] {
  const [sign, text] = [query?.sign, query?.text];
  return useMemo(() => {
    if (sign === undefined || text === undefined) return NOTHING;
    return suggest({ at: 0, sign, text }, sceneOf(channelId));
  }, [sign, text, channelId]);
}

function sceneOf(channelId: string): Scene {
  const chat = chatStore.getState();
  const { channels } = readDirectory(chat);
  return {
    people: Object.values(chat.users),
    channels,
    myId: chat.me?.id ?? '',
    memberIds: chat.channels.find(({ id }) => id === channelId)?.memberIds,
  };
}

function nameOf(suggestion: Suggestion) {
  if (suggestion.kind === 'person') return nameOfPerson(suggestion.person);
  return suggestion.kind === 'channel' ? nameOfChannel(suggestion.channel) : nameOfBroadcast(suggestion.to);
}
