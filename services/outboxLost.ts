/** Messages that wait for files whose tab is gone, and the files with it. The tab that sends looks after them. */
import { add } from '#lib/outbox';
import type { PendingMessage } from '#lib/timeline/pending';
import { here, keepSafe, readOutbox, writeOutbox } from './outboxState.ts';
import { uploadEnded } from './uploadLocks.ts';
import { isUploading } from './uploadStore.ts';

/** Milliseconds in which a tab that has ended an upload is heard to say that the file is whole. */
const HEARD_WITHIN = 500;

/** Ids of the messages that are looked after. */
const watched = new Set<string>();

/** Looks after every message that waits for what another tab uploads. */
export function tendLost(): void {
  if (!here.tabs?.isSender()) return;
  for (const item of readOutbox().items)
    if (!watched.has(item.id) && awaitedElsewhere(item) !== undefined) void watch(item.id);
}

async function watch(id: string): Promise<void> {
  watched.add(id);
  let item = find(id);
  for (let fileId = awaitedElsewhere(item); item && fileId; fileId = awaitedElsewhere(item)) {
    await uploadEnded(fileId);
    await new Promise((resolve) => setTimeout(resolve, HEARD_WITHIN));
    item = find(id);
    // another tab sends by now, and looks after it
    if (!here.tabs?.isSender()) break;
    if (item?.state !== 'failed' && item?.waitsFor.includes(fileId)) giveUp(interrupted(item));
    item = find(id);
  }
  watched.delete(id);
}

function giveUp(item: PendingMessage): void {
  writeOutbox(add(readOutbox(), item));
  keepSafe(item);
}

function find(id: string): PendingMessage | undefined {
  return readOutbox().items.find((item) => item.id === id);
}

/** The first file that it waits for and that is not uploaded here. */
function awaitedElsewhere(item: PendingMessage | undefined): string | undefined {
  if (!item || item.state === 'failed') return undefined;
  return item.waitsFor.find((fileId) => !isUploading(fileId));
}

/** The page that uploaded its files is gone, and with it those that were not there yet. */
export function interrupted(item: PendingMessage): PendingMessage {
  const lost = item.attachments.filter(({ id }) => item.waitsFor.includes(id) && !isUploading(id));
  const names = new Intl.ListFormat('en').format(lost.map(({ name }) => `“${name}”`));
  const [were, them] = lost.length > 1 ? ['were', 'them'] : ['was', 'it'];
  const reason = `The page was closed before ${names || 'a file'} ${were} uploaded: attach ${them} again`;
  return { ...item, state: 'failed', attempts: 0, retryAt: null, reason };
}
