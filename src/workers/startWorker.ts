/**
 * Starts a worker from a blob that imports it: such a worker inherits the page's content security policy, which a worker
 * loaded from an address does not, so that no worker can send a scan anywhere. Tools for developers show its name.
 */
export function startWorker(url: string, name: string): Worker {
  const source = `import ${JSON.stringify(url)};`;
  const blobUrl = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(blobUrl, { type: 'module', name });
  worker.addEventListener('message', () => URL.revokeObjectURL(blobUrl), { once: true });
  return worker;
}
