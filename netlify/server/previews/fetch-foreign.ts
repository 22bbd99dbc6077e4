import type { LookupAddress } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import type { Web } from './web.ts';

const REDIRECTS_MAX = 5;
const USER_AGENT = 'TeamChatLinkPreview/1.0 (fetches a page once, when somebody links to it in a team chat)';

/** What was found at an address that somebody else chose. */
export interface Found {
  /** Where the redirects led. */
  url: URL;
  /** Lower case, without its parameters. */
  type: string;
  charset: string | undefined;
  /** Decompressed. To be destroyed by whoever does not read it to its end: that closes the connection. */
  body: Readable;
}

/**
 * Fetches what is at a foreign address. Each address on the way, the first and those of redirects, is resolved and
 * checked here, and the connection goes to what was checked: a name cannot mean something else a moment later.
 * @throws whatever kept it from being found: a refused address, a status, the network, the signal
 */
export async function fetchForeign(link: URL, web: Web, accept: string, signal: AbortSignal): Promise<Found> {
  let url = link;
  for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects += 1) {
    const response = await ask(url, web, accept, signal);
    const { statusCode: status = 0, headers } = response;
    if (status === 200) return { url, ...typeOf(headers['content-type']), body: bodyOf(response) };
    response.destroy();
    if (status < 300 || status > 399 || !headers.location) throw new Error(`It answered ${status}`);
    url = new URL(headers.location, url);
  }
  throw new Error('It redirects too often');
}

async function ask(url: URL, web: Web, accept: string, signal: AbortSignal): Promise<IncomingMessage> {
  const isSecure = url.protocol === 'https:';
  if (!isSecure && url.protocol !== 'http:') throw new Error('Neither http nor https');
  const port = Number(url.port || (isSecure ? 443 : 80));
  const addresses = await addressesOf(url.hostname, port, web, signal);
  // without the user and password it may name
  const { hostname, host, pathname, search } = url;
  const options = {
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    path: pathname + search,
    headers: { host, accept, 'accept-encoding': 'gzip, br', 'user-agent': USER_AGENT },
    lookup: asChecked(addresses),
    agent: false,
    signal,
  };
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  (isSecure ? requestHttps : requestHttp)(options).on('response', resolve).on('error', reject).end();
  const response = await promise;
  return response.on('error', () => {});
}

/** One address that is not allowed makes the whole name suspicious. */
async function addressesOf(
  hostname: string,
  port: number,
  web: Web,
  signal: AbortSignal,
): Promise<[LookupAddress, ...LookupAddress[]]> {
  // the URL parser has made one spelling of decimal, octal and other ways to write an address
  const literal = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(literal);
  const [first, ...others] = family
    ? [{ address: literal, family }]
    : await beforeAbort(web.resolve(hostname), signal);
  if (!first) throw new Error('The name has no address');
  const refused = [first, ...others].find(({ address }) => !web.allows(address, port));
  if (refused) throw new Error('Not an address of the public web');
  return [first, ...others];
}

/** What a connection asks for the address of its host: it is told what was checked. */
function asChecked([first, ...others]: [LookupAddress, ...LookupAddress[]]): LookupFunction {
  return (_host, { all }, tell) =>
    all ? tell(null, [first, ...others]) : tell(null, first.address, first.family);
}

/** For what cannot be aborted itself. */
function beforeAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });
}

function typeOf(header = ''): Pick<Found, 'type' | 'charset'> {
  const [type = '', ...parameters] = header.split(';').map((part) => part.trim());
  const charset = parameters.find((parameter) => /^charset=/i.test(parameter));
  return { type: type.toLowerCase(), charset: charset?.slice('charset='.length).replace(/^"|"$/g, '') };
}

function bodyOf(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding']?.toLowerCase() ?? 'identity';
  if (encoding === 'identity') return response;
  const unpack = unpackerOf(encoding);
  if (!unpack) {
    response.destroy();
    throw new Error('Packed in a way that nobody asked for');
  }
  // its reader hears of every failure; without a reader, one that nobody hears would end the process
  unpack.on('error', () => {});
  return pipeline(response, unpack, () => {});
}

function unpackerOf(encoding: string) {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  return encoding === 'br' ? createBrotliDecompress() : null;
}
