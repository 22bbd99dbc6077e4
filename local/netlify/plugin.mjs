// `netlify dev` on the local stack. Netlify reads the environment of functions before it starts the command of [dev] in
// netlify.toml, which is `npm start`; so this plugin tells them in advance where that will listen, and its secrets.
// Runs on the Node of netlify-cli.
import { spawnSync } from 'node:child_process';

const FOR_THE_STACK = {
  PORT: process.env.LOCAL_PORT || '8889',
  // netlify dev names a Postgres of its own in it, which is empty and does not answer SQL over HTTP
  NETLIFY_DB_URL: '',
};

export function onPreDev({ netlifyConfig, utils }) {
  Object.assign(netlifyConfig.build.environment, FOR_THE_STACK);
  for (const [name, value] of Object.entries(prepare(utils))) {
    utils.deploy.env.add(name, value, { isSecret: true });
  }
}

function prepare(utils) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['bin/run.mjs', 'local/netlify/prepare.ts'],
    { env: { ...process.env, ...FOR_THE_STACK }, encoding: 'utf8' },
  );
  if (status !== 0) utils.build.failBuild(stderr.trim());
  // the last line: it may have said before that it installs or builds something
  return JSON.parse(stdout.trim().split('\n').at(-1));
}
