/** Reads what stands within a line or a paragraph: CommonMark's inlines without HTML and references, and what is a chat's own. */
import { bareAddressAt, hrefOf } from '#lib/markdown/addresses';
import { BacktickRuns } from '#lib/markdown/backticks';
import { characterAt, characterBefore, isWord } from '#lib/markdown/characters';
import { abilitiesOf, type Delimiter, Delimiters } from '#lib/markdown/emphasis';
import { linkTargetAt } from '#lib/markdown/link-target';
import { namedAt } from '#lib/markdown/named';
import { type Piece, Pieces } from '#lib/markdown/pieces';
import type { Inline } from '#lib/markdown/tree';

interface Bracket {
  readonly piece: Piece;
  /** The last delimiter before it: those behind it are in the link. */
  readonly bottom: Delimiter | null;
  readonly isPicture: boolean;
  /** There is no link in a link: the brackets around one are text. */
  isActive: boolean;
}

/** What may be more than text. */
const SPECIAL = /[\\`*_~![\]<:]|https?:\/\/|www\./gi;
const ESCAPABLE = /[!-/:-@[-`{-~]/;
const EMOJI = /:([a-z0-9_+-]{1,64}):/y;
const ANGLED = /<((?:https?:\/\/|mailto:)[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)*)>/iuy;
/** UTF-16 units of an address in angle brackets. */
const ANGLED_MAX = 2_000;

export function readInlines(text: string, linkTo = hrefOf): Inline[] {
  return new InlineReader(text, linkTo).read();
}

class InlineReader {
  readonly #text: string;
  readonly #linkTo: (address: string) => string | null;
  readonly #pieces = new Pieces();
  readonly #delimiters = new Delimiters(this.#pieces);
  readonly #brackets: Bracket[] = [];
  readonly #backticks: BacktickRuns;
  #at = 0;

  constructor(text: string, linkTo: (address: string) => string | null) {
    this.#text = text;
    this.#linkTo = linkTo;
    this.#backticks = new BacktickRuns(text);
  }

  read(): Inline[] {
    while (this.#at < this.#text.length) {
      SPECIAL.lastIndex = this.#at;
      const next = SPECIAL.exec(this.#text)?.index ?? this.#text.length;
      this.#addText(next);
      if (next < this.#text.length) this.#readSpecial(this.#text.charAt(next));
    }
    this.#delimiters.join(null);
    return this.#pieces.inlines;
  }

  #readSpecial(character: string): void {
    const isRead =
      (character === '\\' && this.#readEscape()) ||
      (character === '`' && this.#readCode()) ||
      (character === '<' && (this.#readNamed() || this.#readAngled())) ||
      (character === ':' && this.#readEmoji()) ||
      (/[hw]/i.test(character) && this.#readAddress()) ||
      (/[*_~]/.test(character) && this.#readMarks(character)) ||
      ((character === '[' || character === '!') && this.#openBracket(character)) ||
      (character === ']' && this.#closeBracket());
    if (!isRead) this.#addText(this.#at + 1);
  }

  /** Adds the text up to here as it was typed. */
  #addText(end: number): void {
    if (end > this.#at) this.#pieces.add({ type: 'text', text: this.#text.slice(this.#at, end) });
    this.#at = end;
  }

  #add(inline: Inline, length: number): true {
    this.#pieces.add(inline);
    this.#at += length;
    return true;
  }

  #readEscape(): boolean {
    const escaped = this.#text.charAt(this.#at + 1);
    // at the end of a line it breaks the line, which needs no backslash here
    if (escaped === '\n') return this.#add({ type: 'text', text: '\n' }, 2);
    return ESCAPABLE.test(escaped) && this.#add({ type: 'text', text: escaped }, 2);
  }

  #readCode(): boolean {
    const { length, end } = this.#backticks.at(this.#at);
    if (end === null) {
      this.#addText(this.#at + length);
      return true;
    }
    const within = this.#text.slice(this.#at + length, end).replace(/\n/g, ' ');
    const isPadded = /^ .* $/u.test(within) && within.trim() !== '';
    const text = isPadded ? within.slice(1, -1) : within;
    return this.#add({ type: 'code', text }, end + length - this.#at);
  }

  #readNamed(): boolean {
    const found = namedAt(this.#text, this.#at);
    return found !== null && this.#add(found.named, found.length);
  }

  #readAngled(): boolean {
    ANGLED.lastIndex = 0;
    const [whole, address] = ANGLED.exec(this.#text.slice(this.#at, this.#at + ANGLED_MAX)) ?? [];
    if (!whole || !address) return false;
    const href = this.#linkTo(/^(?:https?|mailto):/i.test(address) ? address : `mailto:${address}`);
    return href !== null && this.#add(linkOf(href, address), whole.length);
  }

  #readEmoji(): boolean {
    const before = characterBefore(this.#text, this.#at);
    if (before === ':' || isWord(before)) return false;
    EMOJI.lastIndex = this.#at;
    const [whole, name] = EMOJI.exec(this.#text) ?? [];
    if (!whole || !name || isWord(characterAt(this.#text, this.#at + whole.length))) return false;
    return this.#add({ type: 'emoji', name }, whole.length);
  }

  #readAddress(): boolean {
    const before = characterBefore(this.#text, this.#at);
    if (before === '_' || isWord(before)) return false;
    const address = bareAddressAt(this.#text, this.#at);
    const href = address && this.#linkTo(address);
    return href ? this.#add(linkOf(href, address), address.length) : false;
  }

  #readMarks(mark: string): boolean {
    const start = this.#at;
    let end = start;
    while (this.#text.charAt(end) === mark) end += 1;
    const length = end - start;
    this.#addText(end);
    const last = this.#pieces.last;
    if (!last || (mark === '~' && length !== 2)) return true;
    const abilities = abilitiesOf(mark, characterBefore(this.#text, start), characterAt(this.#text, end));
    if (abilities.canOpen || abilities.canClose)
      this.#delimiters.add({ mark, length, ...abilities, piece: last });
    return true;
  }

  /** A picture is shown as a link to it. */
  #openBracket(character: string): boolean {
    const mark = character === '!' ? '![' : '[';
    if (!this.#text.startsWith(mark, this.#at)) return false;
    const piece = this.#pieces.add({ type: 'text', text: mark });
    this.#brackets.push({
      piece,
      bottom: this.#delimiters.last,
      isPicture: character === '!',
      isActive: true,
    });
    this.#at += mark.length;
    return true;
  }

  #closeBracket(): boolean {
    const bracket = this.#brackets.pop();
    if (!bracket?.isActive || this.#text.charAt(this.#at + 1) !== '(') return false;
    const target = linkTargetAt(this.#text, this.#at + 2);
    const href = target && this.#linkTo(target.address);
    if (!target || !href) return false;
    this.#delimiters.join(bracket.bottom);
    const { inlines, depth } = this.#pieces.takeBetween(bracket.piece, null);
    const text = inlines.length > 0 ? withoutLinks(inlines) : textOf(target.address);
    bracket.piece.inline = { type: 'link', href, title: target.title, inlines: text };
    bracket.piece.depth = depth + 1;
    this.#at = target.end;
    if (!bracket.isPicture) this.#closeAround();
    return true;
  }

  /** Those further out were closed before. */
  #closeAround(): void {
    for (let index = this.#brackets.length - 1; index >= 0; index -= 1) {
      const around = this.#brackets[index];
      if (!around?.isActive) break;
      around.isActive = false;
    }
  }
}

function linkOf(href: string, address: string): Inline {
  return { type: 'link', href, title: null, inlines: textOf(address) };
}

function textOf(text: string): Inline[] {
  return [{ type: 'text', text }];
}

/** Addresses in the text of a link are text. */
function withoutLinks(inlines: readonly Inline[]): Inline[] {
  return inlines.flatMap((inline): Inline[] => {
    if (inline.type === 'link') return [...inline.inlines];
    return 'inlines' in inline ? [{ ...inline, inlines: withoutLinks(inline.inlines) }] : [inline];
  });
}
