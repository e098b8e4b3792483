import { type Browser, chromium, type Page } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';
import { chromiumFlags, findOrInstallChromium } from './chromium';

/** A blank page of a real Chromium in which the repository's own modules can be imported by address: `import('/src/…')`. */
export interface BrowserPage {
  readonly page: Page;
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly origin: string;
  /** Errors that the page did not catch, in order. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/**
 * Imports a module of the repository (`/src/….ts`) in the page and calls one of its exports with plain data; gives what it answers, as plain data.
 * Rejects with the page's error when the call fails there.
 */
export async function callInPage<Answer>(
  { page, origin }: BrowserPage,
  modulePath: string,
  exportName: string,
  ...args: readonly unknown[]
): Promise<Answer> {
  return page.evaluate(
    async ([url, name, values]) => {
      const module = await import(/* @vite-ignore */ url);
      return module[name](...values);
    },
    [origin + modulePath, exportName, args] as const,
  ) as Promise<Answer>;
}

/** Whether the page's browser offers WebGPU, be it on a software adapter. */
export function hasWebgpu({ page }: BrowserPage): Promise<boolean> {
  return page.evaluate(async () => (await navigator.gpu?.requestAdapter()) != null);
}

/** The repository's modules as a development server gives them; it turns each into JavaScript once. */
export interface Sources {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Starts Vite's development server on a free port. */
export async function serveSources(): Promise<Sources> {
  const server = await startServer();
  return { origin: originOf(server), close: () => server.close() };
}

/**
 * Starts headless Chromium (by default with WebGPU on its software adapter) and opens a blank page, of the sources that are served already,
 * or else of its own.
 */
export async function openBrowserPage(
  flags: readonly string[] = chromiumFlags,
  served: Sources | null = null,
): Promise<BrowserPage> {
  const sources = served ?? (await serveSources());
  const closeOwn = async () => (served ? undefined : sources.close());
  let browser: Browser | null = null;
  try {
    browser = await chromium.launch({ args: [...flags], executablePath: findOrInstallChromium() });
    const page = await browser.newPage();
    // tsx wraps named functions in a helper of this name, also those that are sent to a page, which lacks it.
    await page.addInitScript('globalThis.__name = (named) => named');
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    const { origin } = sources;
    await page.route(`${origin}/blank`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>blank</title>' }),
    );
    await page.goto(`${origin}/blank`);
    const closeAll = [() => browser?.close(), closeOwn];
    return { page, origin, errors, close: async () => void (await Promise.all(closeAll.map((close) => close()))) };
  } catch (error) {
    await browser?.close();
    await closeOwn();
    throw error;
  }
}

function startServer(): Promise<ViteDevServer> {
  return createServer({
    logLevel: 'error',
    // A cache of its own, so that a development server running beside it is not disturbed.
    cacheDir: 'node_modules/.vite-in-browser',
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    optimizeDeps: {
      // Named here because the blank page imports nothing at first: found late, they would reload the page under the test.
      include: [
        '@tensorflow/tfjs-core',
        '@tensorflow/tfjs-core/dist/register_all_gradients',
        '@tensorflow/tfjs-backend-cpu',
        '@tensorflow/tfjs-backend-wasm',
        '@tensorflow/tfjs-backend-webgpu',
      ],
      noDiscovery: true,
    },
  }).then((server) => server.listen());
}

function originOf(server: ViteDevServer): string {
  const address = server.httpServer?.address();
  if (!address || typeof address === 'string') throw new Error(`the development server has no port: ${address}`);
  return `http://127.0.0.1:${address.port}`;
}
