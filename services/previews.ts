/** What the first link of an own message leads to: asked for once the message is stored, so that it is delivered first. */
import type { Message } from '#lib/contracts/messages';
import { firstLinkOf } from '#lib/first-link';
import { chatStore } from './chatStore.ts';
import { withMessage } from './chatTransitions.ts';
import { previewLink } from './internalChatService.ts';

/** Without a preview a message is as good as with one: nobody is told when there is none. */
export async function askForPreview({ id, content }: Message): Promise<void> {
  const link = firstLinkOf(content);
  if (!link || !URL.canParse(link) || new URL(link).origin === location.origin) return;
  const message = await previewLink({ messageId: id }).catch(() => null);
  if (message) hear(message);
}

/** @throws AppError with a sentence for the person, or NetworkError */
export async function removePreview(messageId: string): Promise<void> {
  hear(await previewLink({ messageId, remove: true }));
}

/** The answer is the same news as the event, which may come before it, after it, or not at all. */
function hear(message: Message): void {
  const { me, timelines } = chatStore.getState();
  if (me?.id === message.senderId && timelines[message.channelId]) {
    chatStore.setState((state) => withMessage(state, message));
  }
}
