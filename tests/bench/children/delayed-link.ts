import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';

/** A port that leads to another one of this machine, where everything that is sent arrives this much later; answers do not. */
export async function openDelayedLink(port: number, delay: number): Promise<{ port: number }> {
  const server = createServer((near) => {
    const far = createConnection({ port, host: '127.0.0.1', noDelay: true });
    near.setNoDelay(true);
    // timers of one length fire in the order in which they were set
    near.on('data', (chunk) => setTimeout(() => far.write(chunk), delay));
    far.pipe(near);
    closeTogether(near, far);
  });
  server.unref().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port };
}

function closeTogether(...sockets: Socket[]): void {
  for (const socket of sockets) {
    socket.on('error', () => {});
    socket.on('close', () => sockets.forEach((each) => void each.destroy()));
  }
}
