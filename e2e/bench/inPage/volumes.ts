const workerUrl = '/e2e/bench/inPage/volumes.worker.ts';

/** Calls an export of a module, with plain data, in a worker of its own. */
export function callInWorker<Answer>(module: string, name: string, ...args: readonly unknown[]): Promise<Answer> {
  const worker = new Worker(workerUrl, { type: 'module', name: 'volumes' });
  const answered = new Promise<Answer>((resolve, reject) => {
    worker.addEventListener('message', ({ data }) =>
      'failed' in data ? reject(new Error(data.failed)) : resolve(data.answer),
    );
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
  });
  worker.postMessage({ module, name, args });
  return answered.finally(() => worker.terminate());
}
