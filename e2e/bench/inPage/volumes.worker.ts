/**
 * Times work on whole volumes where the page does it, in a worker: answers `{ module, name, rounds }` with what that export of that module
 * gives for so many rounds, or with the error.
 */
interface Ask {
  readonly module: string;
  readonly name: string;
  readonly rounds: number;
}

addEventListener('message', async ({ data }: MessageEvent<Ask>) => {
  try {
    const module = await import(/* @vite-ignore */ data.module);
    postMessage({ answer: await module[data.name](data.rounds) });
  } catch (error) {
    postMessage({ failed: error instanceof Error ? error.message : String(error) });
  }
});
