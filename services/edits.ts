/** Edits that somebody is writing, per message: kept by the browser at every change, so that they outlive the page. */
import * as z from 'zod/mini';
import { createStore } from 'zustand/vanilla';
import { isBlank, trimContent } from '#lib/content';
import { Message } from '#lib/contracts/messages';
import { changesText, type Edit, standingOf } from '#lib/edits';
import { AppError } from '#lib/errors';
import { type Chosen, fromTokens, rewritten, toTokens, type Written } from '#lib/mentions/tokens';
import { expireSession, isSignedOut } from './catchUp.ts';
import { chatStore } from './chatStore.ts';
import { withMessage } from './chatTransitions.ts';
import { readDirectory } from './directory.ts';
import { editMessage } from './internalChatService.ts';
import { askForPreview } from './previews.ts';

export interface OpenEdit extends Edit, Written {
  /** Writing: its field is open. Saving: it shows as if it were saved. Resting: it was left unfinished. */
  readonly state: 'writing' | 'saving' | 'resting';
  /** Why it was not saved, as a sentence. */
  readonly problem: string | null;
}

const Kept = z.object({ content: z.string(), base: z.string() });
const KEY = 'team-chat:edit:';
/** Times that an edit is tried again because the message changed in something else than its text. */
const TRIES_MAX = 5;

/** By message id, the edits of whoever is signed in. */
export const editStore = createStore<Readonly<Record<string, OpenEdit>>>(() => ({}));
/** The edit whose field was opened by the person, and not by a reload: it takes the focus. */
let wantsFocus: string | null = null;

chatStore.subscribe(({ me }, before) => {
  if (me?.id !== before.me?.id) editStore.setState(me ? readAll(me.id) : {}, true);
});

/** Opens the field, with what was left unfinished in it. */
export function beginEdit({ id, content }: Message): void {
  const before = editStore.getState()[id];
  wantsFocus = id;
  write(id, { ...(before ?? editOf({ content, base: content })), state: 'writing', problem: null });
}

/** Whether the person has just asked for this field; asked once, it is so once. */
export function takeFocusWish(id: string): boolean {
  const isWanted = wantsFocus === id;
  if (isWanted) wantsFocus = null;
  return isWanted;
}

/** @param caret where the caret is after the change */
export function changeEdit(id: string, text: string, caret?: number): void {
  const edit = editStore.getState()[id];
  if (edit) rewrite(id, rewritten(edit, text, caret));
}

/** Notes whom the writer chose from a list: the name stands in the text now. */
export function noteNamed(id: string, chosen: Chosen): void {
  const edit = editStore.getState()[id];
  const others = edit?.mentions.filter(({ at }) => at !== chosen.at) ?? [];
  if (edit) rewrite(id, { text: edit.text, mentions: [...others, chosen].toSorted((a, b) => a.at - b.at) });
}

function rewrite(id: string, written: Written): void {
  change(id, { ...written, content: toTokens(written, readDirectory()), problem: null });
}

/** As its writer sees it: with names. */
function editOf(edit: Edit): OpenEdit {
  return { ...fromTokens(edit.content, readDirectory()), ...edit, state: 'writing', problem: null };
}

/** Closes the field. What was written stays, to be gone on with; of an edit that changes nothing there is nothing to keep. */
export function leaveEdit(id: string): void {
  const edit = editStore.getState()[id];
  if (edit && changesText(edit)) change(id, { state: 'resting', problem: null });
  else dropEdit(id);
}

export function dropEdit(id: string): void {
  const { [id]: _, ...others } = editStore.getState();
  editStore.setState(others, true);
  store(id, null);
}

/** Goes on from what the message says now: what is saved next replaces that, knowingly. */
export function keepMine({ id, content }: Message): void {
  change(id, { base: content });
  void saveEdit(id);
}

/**
 * Shows the new text at once. Whatever comes in its way, the text stays: offline and refused edits wait in their field for
 * whoever wrote them, because what others have written since may be a reason to write something else.
 */
export async function saveEdit(id: string): Promise<void> {
  const edit = editStore.getState()[id];
  const message = storedOf(id);
  if (!edit || !message || edit.state === 'saving') return;
  if (!changesText(edit)) return dropEdit(id);
  if (isBlank(edit.content)) return change(id, { problem: 'Write something, or delete the message.' });
  // the field says what happened
  if (standingOf(edit, message) !== 'clear') return;
  if (!navigator.onLine) return change(id, { problem: OFFLINE });
  change(id, { state: 'saving', problem: null });
  const person = chatStore.getState().me?.id;
  const problem = await trySaving(message, edit);
  if (chatStore.getState().me?.id !== person) return;
  if (problem === null) dropEdit(id);
  else change(id, { state: 'writing', problem: problem || null });
}

const OFFLINE = 'You are offline: this edit is kept here. Save it when you are connected again.';

/** @returns why not, as a sentence; empty when the message itself says why; null when it is saved */
async function trySaving(message: Message, { content, base }: Edit): Promise<string | null> {
  let { rev } = message;
  for (let tries = 1; ; tries += 1) {
    try {
      const saved = await editMessage({ id: message.id, content: trimContent(content), rev });
      take(saved);
      void askForPreview(saved);
      return null;
    } catch (error) {
      const current = currentOf(error);
      if (!current) return reasonOf(error);
      take(current);
      // a reaction came in between, or the like: nothing that this edit would undo
      const isSame = current.deletedAt === null && current.content === base;
      if (!isSame) return '';
      if (tries >= TRIES_MAX) return reasonOf(error);
      rev = current.rev;
    }
  }
}

function take(message: Message): void {
  chatStore.setState((state) => (state.me?.id === message.senderId ? withMessage(state, message) : state));
}

function currentOf(error: unknown): Message | null {
  const isConflict = error instanceof AppError && error.code === 'conflict';
  return isConflict ? (Message.safeParse(error.current).data ?? null) : null;
}

function reasonOf(error: unknown): string {
  if (isSignedOut(error)) expireSession();
  if (error instanceof AppError) return `Not saved: ${error.issues?.[0]?.message ?? error.message}.`;
  return 'Not saved: the server cannot be reached. Your text is kept here.';
}

function storedOf(id: string): Message | undefined {
  for (const { known } of Object.values(chatStore.getState().timelines)) {
    const found = known.find((message) => message.id === id);
    if (found) return found;
  }
  return undefined;
}

function change(id: string, changes: Partial<OpenEdit>): void {
  const edit = editStore.getState()[id];
  if (edit) write(id, { ...edit, ...changes });
}

function write(id: string, edit: OpenEdit): void {
  editStore.setState({ [id]: edit });
  store(id, edit);
}

function keyOf(personId: string, id: string): string {
  return `${KEY}${personId}/${id}`;
}

function store(id: string, edit: Edit | null): void {
  const personId = chatStore.getState().me?.id;
  if (!personId) return;
  try {
    if (!edit || !changesText(edit)) localStorage.removeItem(keyOf(personId, id));
    else localStorage.setItem(keyOf(personId, id), JSON.stringify(Kept.parse(edit)));
  } catch {
    // full, or switched off: then it lasts as long as the page
  }
}

function readAll(personId: string): Record<string, OpenEdit> {
  try {
    const start = keyOf(personId, '');
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(start));
    return Object.fromEntries(
      keys.flatMap((key) => {
        const kept = Kept.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'));
        return kept.success ? [[key.slice(start.length), editOf(kept.data)]] : [];
      }),
    );
  } catch {
    return {};
  }
}
