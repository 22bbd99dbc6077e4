// The floor: what HTTP, an insert and a broadcast cost in Node when there is nothing around them.
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { WebSocketServer } from 'ws';
import { createHttpChat, listen } from './http-chat.ts';
import { CREATE_TABLE } from './messages-table.ts';
import { report } from './parent.ts';
import { scratchDirectory } from './scratch.ts';

// on disk, as ours is
const database = await PGlite.create(join(scratchDirectory(), 'database'));
await database.query(CREATE_TABLE);

const server = createHttpChat(database, (message) => {
  const text = JSON.stringify({ event: 'new-message', message });
  for (const client of sockets.clients) client.send(text);
});
const sockets = new WebSocketServer({ server });
report({ port: await listen(server), storage: 'the same PGlite on disk' }, () => database.close());
