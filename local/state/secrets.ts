import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const Secrets = z.object({
  databaseToken: z.string().min(1),
  blobsToken: z.string().min(1),
  pusherAppId: z.string().regex(/^\d+$/),
  pusherKey: z.string().min(1),
  pusherSecret: z.string().min(1),
  authSecret: z.string().min(32),
});
export type Secrets = z.infer<typeof Secrets>;

/** Made once for a state directory, so that sessions outlive a restart. */
export function keepSecrets(file: string): Secrets {
  if (existsSync(file)) return Secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  const secrets = makeSecrets();
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
}

export function makeSecrets(): Secrets {
  return {
    databaseToken: randomBytes(24).toString('base64url'),
    blobsToken: randomBytes(24).toString('base64url'),
    pusherAppId: String(randomInt(100_000, 1_000_000)),
    pusherKey: randomBytes(10).toString('hex'),
    pusherSecret: randomBytes(10).toString('hex'),
    authSecret: randomBytes(32).toString('base64url'),
  };
}
