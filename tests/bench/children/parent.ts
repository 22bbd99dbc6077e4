/** Tells the bench that all is ready (or what came out), and ends when the bench has heard enough. */
export function report(message: object, close: () => Promise<unknown> | undefined): void {
  process.once('disconnect', async () => {
    await close();
    process.exit();
  });
  process.send?.(message);
}
