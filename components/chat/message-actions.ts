import type { Message } from '#lib/contracts/messages';

/** What can be done with a message. One object for the whole list, so that no row is drawn again for it. */
export interface MessageActions {
  reply: (message: Message) => void;
  markUnread: (message: Message) => void;
  copyLink: (message: Message) => void;
  /** @param from the answer that quotes it: there is a way back to it */
  jumpTo: (messageId: string, from?: string) => void;
  edit: (message: Message) => void;
  /** The edit is closed. */
  editClosed: (messageId: string) => void;
  /** Puts the text of an edit, whose message is gone, into the composer. */
  rescue: (text: string) => void;
  remove: (message: Message) => void;
  showVersions: (message: Message) => void;
  showReplies: (message: Message) => void;
  showReactions: (message: Message) => void;
  /** Rejects with a sentence for the person. */
  removePreview: (messageId: string) => Promise<void>;
  /** Somebody can go on from it to the other pictures of its message. */
  openPicture: (messageId: string, pictureId: string) => void;
  retry: (messageId: string) => void;
  discard: (messageId: string) => void;
}

/** The address at which a message opens, for whoever may read it. */
export function copyLink({ channelId, id }: Message): Promise<void> {
  return navigator.clipboard.writeText(new URL(`/c/${channelId}/${id}`, location.href).href);
}
