import type { IncomingMessage } from 'node:http';
import { LostConnection } from '../faults/faults.ts';
import { ApiError } from './api-error.ts';
import type { App } from './app.ts';

/** What goes wrong with a request before anything is published. */
export async function disturb({ faults }: App, request: IncomingMessage): Promise<void> {
  await faults.delay(faults.plan.api?.delay);
  // who has stopped waiting has not been heard
  if (request.socket.destroyed) throw new LostConnection();
  // another plan may have ended the delay
  const { down, quota, refuse } = faults.plan.api ?? {};
  if (down) throw new LostConnection();
  if (quota) throw new ApiError(403, 'The app is over its message quota');
  if (faults.happens(refuse)) throw new ApiError(500, 'Internal error');
}

/** What goes wrong once it is published. */
export function disturbAnswer({ faults }: App): void {
  if (faults.happens(faults.plan.api?.loseAnswer)) throw new LostConnection();
}
