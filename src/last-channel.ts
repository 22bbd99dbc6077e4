const KEY = 'team-chat:last-channel';

/** Where somebody was when they left: a page that opens without an address opens there. */
export function rememberChannel(channelId: string): void {
  try {
    localStorage.setItem(KEY, channelId);
  } catch {
    // storage may be switched off or full: then the page opens at the first channel
  }
}

export function lastChannelId(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
