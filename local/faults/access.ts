import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../sql/access.ts';

export interface Refusal {
  status: 403 | 404 | 405 | 415;
  message: string;
}

const FAULTS_PATH = '/__local/faults';
const METHODS = ['GET', 'POST'];

/** Programs of this machine may ask, pages in a browser may not: one could otherwise break a developer's stack. */
export function refusalOf(req: IncomingMessage, path: string): Refusal | null {
  if (!isLoopback(req.socket.remoteAddress)) return { status: 403, message: 'Only this machine may ask' };
  if (isOfPage(req)) return { status: 403, message: 'Pages in a browser may not ask' };
  if (path !== FAULTS_PATH) return { status: 404, message: `There is only ${FAULTS_PATH} here` };
  if (!METHODS.includes(req.method ?? '')) return { status: 405, message: 'GET or POST only' };
  if (req.method === 'POST' && !isJson(req)) return { status: 415, message: 'application/json only' };
  return null;
}

// a GET of the same origin has no Origin, but browsers say where it comes from; 'none' is the address bar
function isOfPage({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined || (headers['sec-fetch-site'] ?? 'none') !== 'none';
}

function isJson({ headers }: IncomingMessage): boolean {
  return /^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? '');
}
