/** What opens over the workspace to make, find and change conversations. */
export type ChannelDialog = 'browse' | 'new channel' | 'new message' | 'switch';
