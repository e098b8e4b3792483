/**
 * Times work on whole volumes where the page does it, in a worker: answers `{ module, name, args }` with what that export of that module
 * gives for these arguments, or with the error.
 */
interface Ask {
  readonly module: string;
  readonly name: string;
  readonly args: readonly unknown[];
}

addEventListener('message', async ({ data }: MessageEvent<Ask>) => {
  try {
    const module = await import(/* @vite-ignore */ data.module);
    postMessage({ answer: await module[data.name](...data.args) });
  } catch (error) {
    postMessage({ failed: error instanceof Error ? error.message : String(error) });
  }
});
