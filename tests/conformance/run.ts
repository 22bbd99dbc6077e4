// The vendors' own suites, out of the installed packages, against the local realtime server.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Pusher from 'pusher';
import { createRealtimeServer } from '#local/realtime/server';
import { createAuthServer } from './auth-server.ts';
import type { SuiteResult } from './suite-result.ts';
import { runClientSuite, runSdkSuite } from './suites.ts';

const EXPECTED = { pusher: 7, 'pusher-js': 50 };
const app = { appId: '3', key: 'conformance-key', secret: 'conformance-secret' };

const realtime = createRealtimeServer(app);
const realtimeServer = createServer((request, response) => {
  if (!realtime.handleRequest(request, response)) response.writeHead(404).end();
});
realtimeServer.on('upgrade', (request, socket, head) => {
  if (!realtime.handleUpgrade(request, socket, head)) socket.destroy();
});
const port = await listen(realtimeServer);
const authServer = createAuthServer(new Pusher({ ...app, host: '127.0.0.1', port: String(port) }));
const authPort = await listen(authServer);
const scratch = mkdtempSync(join(tmpdir(), 'team-chat-conformance-'));

try {
  const suites = [
    report(
      'pusher',
      runSdkSuite(scratch, `http://${app.key}:${app.secret}@127.0.0.1:${port}/apps/${app.appId}`),
    ),
    report(
      'pusher-js',
      runClientSuite(scratch, {
        CONFORMANCE_KEY: app.key,
        CONFORMANCE_PORT: String(port),
        CONFORMANCE_AUTH_URL: `http://127.0.0.1:${authPort}`,
      }),
    ),
  ];
  const results = await Promise.all(suites);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failures.length, 0);
  const isComplete = results.every((result) => result.isComplete);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = isComplete && failed === 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true });
  await realtime.close();
  for (const server of [realtimeServer, authServer]) server.close().closeAllConnections();
}

async function report(name: keyof typeof EXPECTED, suite: Promise<SuiteResult>) {
  const start = performance.now();
  const { passed, failures } = await suite;
  if (passed < EXPECTED[name] && failures.length === 0) failures.push(`only ${passed} tests passed`);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  for (const failure of failures) console.log(`✗ ${name}: ${failure}`);
  console.log(`${name}: ${passed} of ${EXPECTED[name]} passed, ${failures.length} failed (${seconds} s)`);
  return { passed, failures, isComplete: passed === EXPECTED[name] };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return address.port;
}
