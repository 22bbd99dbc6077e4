import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { SIGNATURE_MAX_AGE_SECONDS } from './limits.ts';

export interface Credentials {
  key: string;
  secret: string;
}

export interface SignedRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  body: string;
}

export const sign = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex');

/** `channel_data` is signed whenever it is sent, on a private channel as well as on a presence one. */
export function isChannelAuth(
  { key, secret }: Credentials,
  auth: string,
  socketId: string,
  channel: string,
  channelData: string | undefined,
): boolean {
  const signed = channelData === undefined ? [socketId, channel] : [socketId, channel, channelData];
  return sameText(auth, `${key}:${sign(secret, signed.join(':'))}`);
}

export function isUserAuth(
  { key, secret }: Credentials,
  auth: string,
  socketId: string,
  userData: string,
): boolean {
  return sameText(auth, `${key}:${sign(secret, `${socketId}::user::${userData}`)}`);
}

/** Why an API request is not authorised, or undefined when it is. */
export function refusalOf(credentials: Credentials, request: SignedRequest, now: number): string | undefined {
  const { query, body } = request;
  if (!sameText(query.get('auth_key') ?? '', credentials.key)) return 'Unknown auth_key';
  if (query.get('auth_version') !== '1.0') return 'Unsupported auth_version';
  const age = Math.abs(now / 1000 - Number(query.get('auth_timestamp') ?? Number.NaN));
  // written this way round so that a timestamp which is no number is refused too
  if (!(age <= SIGNATURE_MAX_AGE_SECONDS)) {
    return `Timestamp expired: not within ${SIGNATURE_MAX_AGE_SECONDS} seconds of the server's time`;
  }
  if (body !== '' && !sameText(query.get('body_md5') ?? '', md5(body))) return 'Invalid body_md5';
  const expected = sign(credentials.secret, textToSign(request));
  return sameText(query.get('auth_signature') ?? '', expected) ? undefined : 'Invalid signature';
}

function textToSign({ method, path, query }: SignedRequest): string {
  const pairs = [...query]
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => name !== 'auth_signature')
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return [method, path, pairs.map((pair) => pair.join('=')).join('&')].join('\n');
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

// the time it takes tells the length of a guess, and nothing of how much of it was right
function sameText(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
