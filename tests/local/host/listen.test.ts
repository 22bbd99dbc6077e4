import { createServer } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { assertPortIsFree, type Listening, listenOnLoopback } from '../../../local/host/listen.ts';

const open: Listening[] = [];

afterEach(async () => {
  for (const listening of open.splice(0)) await listening.close();
});

async function listen(port = 0): Promise<Listening> {
  const listening = await listenOnLoopback(
    createServer((_req, res) => res.end('here')),
    port,
  );
  open.push(listening);
  return listening;
}

test('a busy port is told in one line with the variable that moves it', async () => {
  const { port } = await listen();
  const message = `Port ${port} is busy: set PORT to another one, for example PORT=${port + 1} npm start`;

  await expect(assertPortIsFree(port)).rejects.toThrow(message);
  await expect(listen(port)).rejects.toThrow(message);
});

test('a port is free again after closing', async () => {
  const { port, close } = await listen();
  await close();

  await assertPortIsFree(port);
  await expect(listen(port)).resolves.toMatchObject({ port });
});

test('closing does not wait for those who keep their connection', async () => {
  const { port, close } = await listen();
  await (await fetch(`http://127.0.0.1:${port}`)).text();

  await close();
  await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
});

test('nobody on the network can connect', async () => {
  const { port } = await listen();
  const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []);

  for (const { address, internal, scopeid } of addresses) {
    if (!internal && !scopeid) await expect(reach(address, port)).resolves.toBe(false);
  }
});

function reach(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });
}
