import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Refusal {
  status: 401 | 403 | 405;
  message: string;
}

/** No page in a browser may reach the database: a page can send neither the token nor a POST without `Origin`. */
export function refusalOf(req: IncomingMessage, token: string): Refusal | null {
  if (!isLoopback(req.socket.remoteAddress)) return { status: 403, message: 'Only this machine may ask' };
  if (req.headers.origin !== undefined) return { status: 403, message: 'Browsers may not ask' };
  if (req.method !== 'POST') return { status: 405, message: 'POST only' };
  if (!isSame(passwordIn(req.headers['neon-connection-string']), token)) {
    return { status: 401, message: 'password authentication failed' };
  }
  return null;
}

export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/.test(address);
}

/** As it is written: the token is base64url, so there is nothing to decode, and what is not decodable cannot be it. */
function passwordIn(connectionString: string | string[] | undefined): string {
  return URL.parse(String(connectionString))?.password ?? '';
}

// hashed first: the comparison needs equal lengths and must not tell the right one
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(sha256(given), sha256(expected));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
