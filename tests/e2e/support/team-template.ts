/** Before the first browser test: the team that every worker's team is a copy of. */
import { rmSync } from 'node:fs';
import { makeTeamTemplate } from '../../support/start-team.ts';

/** The environment variable that tells the workers where the template is. */
export const TEAM_TEMPLATE = 'TEAM_TEMPLATE';

export default async function setup(): Promise<() => void> {
  const template = await makeTeamTemplate();
  process.env[TEAM_TEMPLATE] = template;
  return () => rmSync(template, { recursive: true, force: true });
}
