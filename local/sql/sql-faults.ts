import type { IncomingMessage } from 'node:http';
import { type Faults, LostConnection } from '../faults/faults.ts';

/**
 * What goes wrong with a request before it is run. True: it is refused.
 * @throws LostConnection
 */
export async function disturb(faults: Faults, req: IncomingMessage): Promise<boolean> {
  await faults.delay(faults.plan.sql?.delay);
  // who has stopped waiting has not been heard
  if (req.socket.destroyed) throw new LostConnection();
  // another plan may have ended the delay
  const { drop, refuse } = faults.plan.sql ?? {};
  if (faults.happens(drop)) throw new LostConnection();
  return faults.happens(refuse);
}

/** What goes wrong once it has run. */
export function disturbAnswer(faults: Faults): void {
  if (faults.happens(faults.plan.sql?.loseAnswer)) throw new LostConnection();
}
