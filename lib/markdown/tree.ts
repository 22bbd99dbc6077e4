/** What a message says, as a tree. Line breaks are `\n` within texts. */

export type Block =
  | { readonly type: 'paragraph'; readonly inlines: readonly Inline[] }
  /** `language` is what stands behind the fence, in lower case; empty when there is nothing. */
  | {
      readonly type: 'code';
      readonly language: string;
      readonly text: string;
      /** All of it, where the text is only a part. */
      readonly whole?: string;
    }
  | { readonly type: 'quote'; readonly blocks: readonly Block[] }
  | List
  | Table;

export interface List {
  readonly type: 'list';
  /** The first number; null for a list of bullets. */
  readonly start: number | null;
  /** Written with empty lines between its items. */
  readonly isLoose: boolean;
  readonly items: readonly (readonly Block[])[];
}

export interface Table {
  readonly type: 'table';
  readonly alignments: readonly Alignment[];
  readonly head: readonly Cell[];
  /** Each with as many cells as the head. */
  readonly rows: readonly (readonly Cell[])[];
}

export type Alignment = 'left' | 'center' | 'right' | null;

export type Cell = readonly Inline[];

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: Emphasis; readonly inlines: readonly Inline[] }
  /** `href` is http, https or mailto. There is no link in a link. */
  | {
      readonly type: 'link';
      readonly href: string;
      readonly title: string | null;
      readonly inlines: readonly Inline[];
    }
  /** Perhaps: `:12:` is one only if there is an emoji of that name. */
  | { readonly type: 'emoji'; readonly name: string }
  | Named;

export type Emphasis = 'strong' | 'em' | 'strike';

/** What is stored by id and shown by its current name. */
export type Named =
  | { readonly type: 'mention'; readonly userId: string }
  | { readonly type: 'broadcast'; readonly to: 'channel' | 'here' }
  | { readonly type: 'channel'; readonly channelId: string };
