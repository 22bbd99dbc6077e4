import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';

/** What previews may reach of the web. Tests and the local stack put another in its place; no setting does. */
export interface Web {
  /** All addresses of a host name. */
  resolve(host: string): Promise<LookupAddress[]>;
  /** Whether a function may connect there on behalf of whoever wrote the link. */
  allows(address: string, port: number): boolean;
  /** Milliseconds for one preview, its picture included. */
  patience: number;
}

export const theWeb: Web = {
  resolve: (host) => lookup(host, { all: true }),
  allows: (address, port) => isPublic(address) && (port === 80 || port === 443),
  patience: 5_000,
};

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is one of the public internet's: not of this machine, its networks, or the platform's own services
 * (169.254.169.254). Whatever hides an IPv4 address in an IPv6 one is none.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(GLOBAL_UNICAST);
}
