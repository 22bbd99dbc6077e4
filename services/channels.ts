/** What a person can do with channels. Each resolves once this page shows what has become of it. */
import type { ChangeOf } from '#lib/contracts/channels';
import { catchUp } from './catchUp.ts';
import { type ChannelChoice, chatStore } from './chatStore.ts';
import { withChoice, withoutChoice } from './choiceTransitions.ts';
import { changeChannel } from './internalChatService.ts';

export { listChannels, readChannel } from './internalChatService.ts';

type NewChannel = Pick<ChangeOf<'create'>, 'kind' | 'name'> &
  Partial<Pick<ChangeOf<'create'>, 'topic' | 'userIds'>>;

/** @returns the channel's id @throws AppError with a sentence for the person (conflict: the name is taken), or NetworkError */
export async function createChannel(channel: NewChannel): Promise<string> {
  const { id } = await changeChannel({ action: 'create', ...channel });
  await catchUp();
  return id;
}

/** The conversation with these people and nobody else. @returns its channel's id @throws as `createChannel` */
export async function openDirectMessage(userIds: string[]): Promise<string> {
  const { id } = await changeChannel({ action: 'direct', userIds });
  await catchUp();
  return id;
}

type Change =
  | ChangeOf<'update'>
  | ChangeOf<'join'>
  | ChangeOf<'leave'>
  | ChangeOf<'invite'>
  | ChangeOf<'remove'>
  | ChangeOf<'archive'>;

/** @throws as `createChannel` */
export async function applyToChannel(change: Change): Promise<void> {
  await changeChannel(change);
  await catchUp();
}

/** The last request for each channel: choices reach the server in the order in which they were made. */
const deciding = new Map<string, Promise<unknown>>();

/**
 * How one sees a channel oneself shows at once, and stays while answers come that do not know of it. When the server does not
 * take it, it is as before. @throws as `createChannel`
 */
export async function personaliseChannel(channelId: string, choice: ChannelChoice): Promise<void> {
  const before = chatStore.getState().channels.find(({ id }) => id === channelId);
  chatStore.setState((state) => withChoice(state, channelId, choice));
  const earlier = deciding.get(channelId);
  const mine = Promise.resolve(earlier?.catch(() => undefined)).then(() =>
    changeChannel({ action: 'personalise', channelId, ...choice }),
  );
  deciding.set(channelId, mine);
  try {
    await mine;
  } catch (error) {
    chatStore.setState((state) => withoutChoice(state, channelId, choice, before ?? {}));
    throw error;
  } finally {
    if (deciding.get(channelId) === mine) deciding.delete(channelId);
  }
  // it is decided; when this does not work, the next sync brings it
  await catchUp().catch(() => undefined);
  chatStore.setState((state) => withoutChoice(state, channelId, choice, choice));
}
