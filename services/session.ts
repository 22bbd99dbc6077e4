import * as z from 'zod/mini';
import { request } from './http.ts';

const Anything = z.unknown();

/** The cookie it leaves is the session; the page never sees a token. */
export async function openSession(credentials: { email: string; password: string }): Promise<void> {
  await request('/api/auth/sign-in/email', { body: credentials, parse: Anything });
}

/** Whether somebody is signed in here: a question that is not answered with a 401, which the console would show as an error. */
export async function hasSession(): Promise<boolean> {
  return (await request('/api/auth/get-session', { parse: Anything })) !== null;
}

export async function createAccount(person: {
  name: string;
  email: string;
  password: string;
}): Promise<void> {
  await request('/api/auth/sign-up/email', { body: person, parse: Anything });
}

export async function closeSession(): Promise<void> {
  await request('/api/auth/sign-out', { body: {}, parse: Anything });
}
