import { startTeam } from '../support/start-team.ts';
import { bubbles, STORED, say, something } from './support/chat.ts';
import { expect, signIn, test } from './support/team.ts';

test('npm run dev is the same chat', async ({ page }) => {
  test.setTimeout(90_000);
  const team = await startTeam({ flags: ['--dev'] });
  await signIn(page, 'Kevin', team.origin);
  const text = something('Developed');
  await say(page, text);

  await expect(bubbles(page, text)).toContainText(STORED);
  await team.stop();
});
