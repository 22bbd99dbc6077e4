import type { ChatState } from './chatStore.ts';

const KEY = 'team-chat:signed-in';

/** Only a hint, to save a question at the start: the session itself is a cookie that the page cannot see. */
export function wasSignedIn(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

let remembered: ChatState['session'] = 'unknown';

export function rememberSession(session: ChatState['session']): void {
  if (session === remembered) return;
  remembered = session;
  try {
    if (session === 'signed-in') localStorage.setItem(KEY, '');
    if (session === 'signed-out') localStorage.removeItem(KEY);
  } catch {
    // storage may be switched off or full: then every start asks
  }
}
