import { defineConfig } from '@playwright/test';
import { chromiumFlags, findChromium } from './e2e/chromium';

/**
 * The specs start the servers they need; those of the built page need `npm run build` before. The times only end what hangs: whatever comes
 * within seconds on a machine of its own may take ten times as long on one that is shared.
 */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  timeout: 600_000,
  expect: { timeout: 40_000 },
  workers: 1,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    actionTimeout: 60_000,
    viewport: { width: 1280, height: 720 },
    // Else the page would be light; looks.spec.ts has a system of each kind.
    colorScheme: 'dark',
    launchOptions: { args: [...chromiumFlags], executablePath: findChromium() },
  },
});
