/**
 * Lets link previews reach this machine, as long as this process runs: the foreign sites of tests are on it. No setting of
 * the functions can do that.
 */
export async function previewLoopback(): Promise<void> {
  // with the functions of this process: their modules take a while, and most starts do without
  const { getDeps } = await import('#server/deps');
  const deps = getDeps();
  const { allows } = deps.web;
  deps.web = {
    ...deps.web,
    allows: (address, port) => address === '127.0.0.1' || allows(address, port),
  };
}
