import { z } from 'zod';
import type { App } from './app.ts';
import { CLOSE } from './close-codes.ts';
import type { Connection } from './connection.ts';
import { encodeOwn, parseJson } from './frames.ts';
import { USER_ID_MAX_LENGTH } from './limits.ts';
import { Refusal } from './refusal.ts';
import { isUserAuth } from './signatures.ts';

const SignIn = z.object({ auth: z.string(), user_data: z.string() });
const UserData = z.object({
  id: z.string().min(1).max(USER_ID_MAX_LENGTH),
  user_info: z.unknown().optional(),
});

export function signIn(app: App, connection: Connection, data: unknown): void {
  const request = SignIn.safeParse(data).data;
  const { socketId } = connection;
  if (!request || !isUserAuth(app.credentials, request.auth, socketId, request.user_data)) {
    connection.close(CLOSE.unauthorised);
    return;
  }

  const user = UserData.safeParse(parseJson(request.user_data)).data;
  if (!user) throw new Refusal('user_data needs an id, a string');
  // a subscription to the first person's channel must not outlive that person on this connection
  if (connection.user && connection.user.id !== user.id) throw new Refusal('Signed in as another already');

  connection.user = { id: user.id, info: user.user_info };
  app.users.add(user.id, connection);
  connection.send(encodeOwn('pusher:signin_success', { user_data: request.user_data }));
}
