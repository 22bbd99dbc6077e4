import type { Server } from 'node:http';
import { createServer, type Server as NetServer } from 'node:net';
import { LocalError } from '../local-error.ts';

class PortBusyError extends LocalError {
  constructor(port: number) {
    super(`Port ${port} is busy: set PORT to another one, for example PORT=${port + 1} npm start`);
  }
}

export interface Listening {
  port: number;
  close(): Promise<void>;
}

const IPV6_IS_MISSING = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);
const ATTEMPTS_FOR_ANY_PORT = 20;

/**
 * Listens on this machine only, on 127.0.0.1 and on ::1: `localhost` means one to some browsers, the other to others.
 * Port 0 is any port that is free on both.
 */
export async function listenOnLoopback(server: Server, port: number): Promise<Listening> {
  const ipv6 = createServer((socket) => server.emit('connection', socket));
  for (let attempt = 1; ; attempt++) {
    const actual = await listen(server, port, '127.0.0.1');
    try {
      await listenIfThere(ipv6, actual);
      return { port: actual, close: () => closeAll(server, ipv6) };
    } catch (error) {
      await close(server);
      if (port !== 0 || attempt === ATTEMPTS_FOR_ANY_PORT) throw error;
    }
  }
}

/** For those who have long work to do before they listen. */
export async function assertPortIsFree(port: number): Promise<void> {
  const [ipv4, ipv6] = [createServer(), createServer()];
  await listen(ipv4, port, '127.0.0.1');
  await listenIfThere(ipv6, port).finally(() => close(ipv4));
  await close(ipv6);
}

async function listenIfThere(ipv6: NetServer, port: number): Promise<void> {
  try {
    await listen(ipv6, port, '::1');
  } catch (error) {
    if (!IPV6_IS_MISSING.has(codeOf(error))) throw error;
  }
}

function listen(server: NetServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(codeOf(error) === 'EADDRINUSE' ? new PortBusyError(port) : error);
    server.once('error', fail);
    server.listen({ port, host }, () => {
      server.off('error', fail);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

async function closeAll(server: Server, ipv6: NetServer): Promise<void> {
  const closed = Promise.all([close(server), close(ipv6)]);
  server.closeAllConnections();
  await closed;
}

function close(server: NetServer): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
