// How such a chat is usually written: one Node server, Socket.IO, Postgres by the `pg` package.
import { Server } from 'socket.io';
import { createHttpChat, listen } from './http-chat.ts';
import { CREATE_TABLE } from './messages-table.ts';
import { report } from './parent.ts';
import { openPostgres } from './postgres.ts';

const postgres = await openPostgres();
await postgres.database.query(CREATE_TABLE);

const server = createHttpChat(postgres.database, (message) => io.emit('new-message', message));
const io = new Server(server);
report({ port: await listen(server), storage: postgres.name }, postgres.close);
