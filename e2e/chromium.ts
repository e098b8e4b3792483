import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Flags under which headless Chromium has WebGL2 and WebGPU on the software adapter, and makes no connections of its own. */
export const chromiumFlags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
] as const;

/** The same on the machine's own graphics card: on Linux, Chromium asks for Vulkan only when it is told to. */
export const gpuFlags = [
  ...chromiumFlags.filter((flag) => !/swiftshader|use-gl/.test(flag)),
  '--ignore-gpu-blocklist',
  ...(process.platform === 'linux'
    ? [
        '--enable-features=Vulkan,VulkanFromANGLE,DefaultANGLEVulkan',
        '--use-angle=vulkan',
        // There is no window to draw to.
        '--disable-vulkan-surface',
      ]
    : []),
] as const;

const systemPaths = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];

const howToGetOne =
  'No Chromium was found. Get one with "npx playwright install chromium", or with your system (Debian: "apt-get install chromium"), ' +
  'or name yours: CHROMIUM_PATH=/path/to/chromium';

/** Path of a Chromium: $CHROMIUM_PATH, Playwright's own, or the system's. Throws with how to get one. */
export function findChromium(): string {
  const found = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...systemPaths].find(
    (path) => path && existsSync(path),
  );
  if (!found) throw new Error(howToGetOne);
  return found;
}

/** The same, after trying Debian's package where that is allowed (root and apt-get present). */
export function findOrInstallChromium(): string {
  try {
    return findChromium();
  } catch (error) {
    if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw error;
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'inherit' });
    return findChromium();
  }
}
