import { AtSign } from 'lucide-react';
import { Avatar } from '#components/ui/Avatar';
import { ChannelIcon } from '#components/ui/ChannelIcon';
import { handleOf } from '#lib/mentions/directory';
import type { Suggestion } from '#lib/mentions/suggest';
import { optionId, type SuggestionList } from './useSuggestions.ts';

/** Whom or what the word at the caret may mean, to be chosen from. */
export default function SuggestionOptions({ list }: { list: SuggestionList }) {
  return (
    <div
      id={list.id}
      role="listbox"
      aria-label={list.label}
      // the field keeps the focus
      onMouseDown={(event) => event.preventDefault()}
      className="absolute inset-x-0 bottom-full z-10 mb-1.5 rows-in-part overflow-y-auto rounded-xl border border-line bg-raised p-1.5 shadow-float sm:max-w-md"
    >
      {list.suggestions.map((suggestion, index) => (
        <Option
          key={keyOf(suggestion)}
          id={optionId(list, index)}
          suggestion={suggestion}
          isActive={index === list.active}
          onActivate={() => list.activate(index)}
          onChoose={() => list.choose(suggestion)}
        />
      ))}
    </div>
  );
}

interface OptionProps {
  id: string;
  suggestion: Suggestion;
  isActive: boolean;
  onActivate: () => void;
  onChoose: () => void;
}

function Option({ id, suggestion, isActive, onActivate, onChoose }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
    // biome-ignore lint/a11y/useFocusableInteractive: it is pointed at by aria-activedescendant
    <div
      id={id}
      ref={(element) => {
        if (isActive) element?.scrollIntoView?.({ block: 'nearest' });
      }}
      role="option"
      aria-selected={isActive}
      onPointerMove={onActivate}
      onClick={onChoose}
      className="flex min-h-(--row) cursor-pointer items-center gap-2.5 rounded-lg px-2.5 aria-selected:bg-soft forced-colors:aria-selected:border"
    >
      <What suggestion={suggestion} />
    </div>
  );
}

function What({ suggestion }: { suggestion: Suggestion }) {
  if (suggestion.kind === 'channel') {
    return (
      <>
        <ChannelIcon kind="public" className="size-4 text-muted" />
        <bdi className="truncate">{suggestion.channel.name}</bdi>
      </>
    );
  }
  if (suggestion.kind === 'broadcast') {
    return (
      <>
        <AtSign aria-hidden="true" className="mx-0.5 size-4 shrink-0 text-muted" />
        <span>{suggestion.to}</span>
        <Aside>{suggestion.to === 'here' ? 'who is online' : 'every member'}</Aside>
      </>
    );
  }
  const { person, isOutside } = suggestion;
  return (
    <>
      <Avatar id={person.id} name={person.name} size="tiny" />
      <bdi className="truncate">{person.name}</bdi>
      <Aside>{isOutside ? 'not in this channel' : `@${handleOf(person)}`}</Aside>
    </>
  );
}

function Aside({ children }: { children: string }) {
  return <span className="min-w-0 flex-1 truncate text-end text-muted text-sm">{children}</span>;
}

function keyOf(suggestion: Suggestion): string {
  if (suggestion.kind === 'person') return suggestion.person.id;
  return suggestion.kind === 'channel' ? suggestion.channel.id : suggestion.to;
}
