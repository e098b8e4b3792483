/** Does work that comes in steps on the page's thread, a few milliseconds at a time: in between the page draws and listens. */
export async function inTasks<Result>(work: Generator<unknown, Result>): Promise<Result> {
  for (;;) {
    await nextTask();
    const untilMs = performance.now() + taskMs;
    while (performance.now() < untilMs) {
      const step = work.next();
      if (step.done) {
        await nextTask();
        return step.value;
      }
    }
  }
}

/** Half of the time that a frame has at 120 frames a second. */
const taskMs = 4;

/** Timers are slowed down in hidden tabs, messages are not. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
