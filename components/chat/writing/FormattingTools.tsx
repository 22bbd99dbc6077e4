/** Loaded after the messages. */
import {
  Bold,
  Code,
  Eye,
  Italic,
  Link,
  List,
  type LucideIcon,
  SquareCode,
  Strikethrough,
  TextQuote,
} from 'lucide-react';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import { changeField, passageOf } from './change-field.ts';
import {
  BOLD,
  CODE,
  CODE_BLOCK,
  type Format,
  ITALIC,
  LINK,
  LIST,
  QUOTE,
  STRIKE,
  shortcutOf,
} from './formats.ts';
import { ToolButton } from './ToolButton.tsx';

interface FormattingToolsProps {
  field: RefObject<HTMLTextAreaElement | null>;
  isPreviewing: boolean;
  onPreview: (isPreviewing: boolean) => void;
}

const BUTTONS: readonly [Format, LucideIcon][] = [
  [BOLD, Bold],
  [ITALIC, Italic],
  [STRIKE, Strikethrough],
  [CODE, Code],
  [CODE_BLOCK, SquareCode],
  [LIST, List],
  [QUOTE, TextQuote],
  [LINK, Link],
];

/** One stop of Tab; the arrow keys go from button to button. A press formats what is selected in the field, and leads back there. */
export default function FormattingTools({ field, isPreviewing, onPreview }: FormattingToolsProps) {
  const [tabStop, setTabStop] = useState(0);

  function apply({ apply: change }: Format) {
    if (field.current) changeField(field.current, change(passageOf(field.current)));
  }

  return (
    <div
      role="toolbar"
      aria-label="Formatting"
      onKeyDown={stepToButton}
      // the field keeps the focus, its selection, and on a phone the keyboard
      onMouseDown={(event) => event.preventDefault()}
      className="flex flex-wrap items-center"
    >
      {BUTTONS.map(([format, icon], index) => (
        <ToolButton
          key={format.name}
          icon={icon}
          name={format.name}
          shortcut={shortcutOf(format)}
          tabIndex={index === tabStop ? 0 : -1}
          disabled={isPreviewing}
          onFocus={() => setTabStop(index)}
          onClick={() => apply(format)}
        />
      ))}
      <span aria-hidden="true" className="mx-1.5 h-4 w-px bg-line" />
      <ToolButton
        icon={Eye}
        name="Preview"
        aria-pressed={isPreviewing}
        tabIndex={tabStop === BUTTONS.length || isPreviewing ? 0 : -1}
        onFocus={() => setTabStop(BUTTONS.length)}
        onClick={() => onPreview(!isPreviewing)}
      />
    </div>
  );
}

function stepToButton(event: KeyboardEvent): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:enabled')];
  const at = buttons.findIndex((button) => button.matches(':focus'));
  const goal = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: -1,
  }[event.key];
  if (goal === undefined) return;
  event.preventDefault();
  buttons.at(goal % buttons.length)?.focus();
}
