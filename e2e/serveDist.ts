import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';

/** The built page as some host serves it. */
export interface Served {
  /** `http://127.0.0.1:port/`, with the sub-path; ends in a slash. */
  readonly url: string;
  /** What was asked of it so far: method, path, and the bytes that were sent along. */
  readonly asked: readonly { readonly method: string; readonly path: string; readonly bodyBytes: number }[];
  close(): Promise<void>;
}

/** The folder of the built page; another build can be named. */
export const distFolder = process.env.BLOBSCOPE_DIST ?? 'dist';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Serves the built page on a free port of this machine as the plainest of static hosts would: files under a path, no special headers. */
export async function serveDist(under = '/'): Promise<Served> {
  await readFile(join(distFolder, 'index.html')).catch(() => {
    throw new Error('The page is not built yet. Run "npm run build" first.');
  });
  const asked: { method: string; path: string; bodyBytes: number }[] = [];
  const server = createServer((request, response) => {
    const { method = '', url: path = '/' } = request;
    const { pathname } = new URL(path, 'http://localhost');
    const entry = { method, path, bodyBytes: 0 };
    asked.push(entry);
    request.on('data', (chunk: Buffer) => {
      entry.bodyBytes += chunk.length;
    });
    if (pathname.startsWith(under)) void sendFile(response, pathname.slice(under.length));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${portOf(server)}${under}`, asked, close: () => close(server) };
}

/** The port that a listening server was given. */
export function portOf(server: Server): number {
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error(`the server has no port: ${address}`);
  return address.port;
}

async function sendFile(response: ServerResponse, path: string): Promise<void> {
  const name = normalize(`/${decodeURIComponent(path) || 'index.html'}`);
  try {
    const content = await readFile(join(distFolder, name));
    response.writeHead(200, { 'content-type': contentTypes[extname(name)] ?? 'application/octet-stream' }).end(content);
  } catch {
    response.writeHead(404).end();
  }
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
