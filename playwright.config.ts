import { defineConfig } from '@playwright/test';
import { chromiumFlags, findChromium } from './e2e/chromium';

/** The specs start the servers they need; those of the built page need `npm run build` before. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  workers: 1,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    actionTimeout: 20_000,
    viewport: { width: 1280, height: 720 },
    launchOptions: { args: [...chromiumFlags], executablePath: findChromium() },
  },
});
