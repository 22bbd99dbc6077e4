import { createServer } from 'node:http';
import { createRealtimeServer } from './realtime/server.ts';
import { parseSettings } from './realtime/settings.ts';

const settings = parseSettings(process.env);
if (typeof settings === 'string') fail(settings);

const { PUSHER_APP_ID: appId, PUSHER_KEY: key, PUSHER_SECRET: secret, HOST, PORT } = settings;
const realtime = createRealtimeServer({ appId, key, secret, ownsAllPaths: true });
const server = createServer((request, response) => {
  if (!realtime.handleRequest(request, response)) response.writeHead(404).end();
});
server.on('upgrade', realtime.handleUpgrade);

server.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EADDRINUSE') fail(`Port ${PORT} is taken: set PORT to another one.`);
  fail(`Cannot listen on ${HOST}:${PORT}: ${error.message}`);
});

server.listen(PORT, HOST, () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : PORT;
  const host = HOST.includes(':') ? `[${HOST}]` : HOST;
  console.log(`Realtime on http://${host}:${port} (app ${appId}, key ${key})`);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    server.close();
    await realtime.close();
    server.closeAllConnections();
    process.exit();
  });
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
