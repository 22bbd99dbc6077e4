/** How the state of the chat changes with what somebody chooses for themselves. Pure; the effects are in `channels.ts`. */
import type { ChannelChoice, ChatState } from './chatStore.ts';

/** Chosen here: it shows, whatever answers that are under way say. */
export function withChoice(state: ChatState, channelId: string, choice: ChannelChoice): ChatState {
  const choices = { ...state.choices, [channelId]: { ...state.choices[channelId], ...choice } };
  return { ...showing(state, channelId, choice), choices };
}

/** The server has decided on a choice. What was chosen otherwise meanwhile is still to be decided. @param now how it is */
export function withoutChoice(
  state: ChatState,
  channelId: string,
  choice: ChannelChoice,
  now: ChannelChoice,
): ChatState {
  const open = { ...state.choices[channelId] };
  const decided: ChannelChoice = {};
  for (const name of ['isFavourite', 'isMuted'] as const) {
    if (choice[name] === undefined || open[name] !== choice[name]) continue;
    delete open[name];
    if (now[name] !== undefined) decided[name] = now[name];
  }
  const { [channelId]: _, ...others } = state.choices;
  const choices = Object.keys(open).length > 0 ? { ...others, [channelId]: open } : others;
  return { ...showing(state, channelId, decided), choices };
}

function showing(state: ChatState, channelId: string, choice: ChannelChoice): ChatState {
  const show = (channel: ChatState['channels'][number]) =>
    channel.id === channelId ? { ...channel, ...choice } : channel;
  return { ...state, channels: state.channels.map(show) };
}
