import type { ReplyTo } from '#lib/contracts/messages';

/** What a person can do in the chat. */
export async function startChat(): Promise<void> {}
export function sendMessage(draft: { channelId: string; content: string; replyTo: ReplyTo | null }): void { void draft; }
export function retryMessage(id: string): void { void id; }
/** Takes a failed message away and gives its text back. */
export function discardMessage(id: string): { content: string; replyTo: ReplyTo | null } | null { void id; return null; }
export async function loadOlder(channelId: string): Promise<void> { void channelId; }
/** @throws ApiError with a sentence for the person */
export async function signIn(credentials: { email: string; password: string }): Promise<void> { void credentials; }
export async function signUp(person: { name: string; email: string; password: string }): Promise<void> { void person; }
export async function signOut(): Promise<void> {}
export function retryConnection(): void {}
