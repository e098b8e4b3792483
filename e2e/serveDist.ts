import { existsSync } from 'node:fs';
import { preview } from 'vite';

/** Serves the built page (`dist`) on a free port of this machine; says how to build it when it is missing. */
export async function serveDist(): Promise<{ readonly url: string; close(): Promise<void> }> {
  if (!existsSync('dist/index.html')) throw new Error('The page is not built yet. Run "npm run build" first.');
  const server = await preview({ logLevel: 'error', preview: { host: '127.0.0.1', port: 0, strictPort: false } });
  const address = server.httpServer.address();
  if (!address || typeof address === 'string') throw new Error(`the server has no port: ${address}`);
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}
