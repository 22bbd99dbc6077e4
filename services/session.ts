import { z } from 'zod';
import { request } from './http.ts';

const Anything = z.unknown();

/** The cookie it leaves is the session; the page never sees a token. */
export async function openSession(credentials: { email: string; password: string }): Promise<void> {
  await request('/api/auth/sign-in/email', { body: credentials, parse: Anything });
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
