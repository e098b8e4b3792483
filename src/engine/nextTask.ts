/**
 * Lets everything that waits in the event queue happen (a cancel message, another call), then resolves. A promise alone lets nothing
 * in, and timers are slowed down in hidden tabs; messages are not.
 */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
