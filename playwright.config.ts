import { defineConfig } from '@playwright/test';
import { chromiumFlags, findChromium } from './e2e/chromium';

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  timeout: 120_000,
  workers: 1,
  forbidOnly: true,
  reporter: [['list']],
  use: {
    baseURL: 'http://127.0.0.1:4174/',
    viewport: { width: 1280, height: 720 },
    launchOptions: { args: [...chromiumFlags], executablePath: findChromium() },
  },
  webServer: {
    command: 'npx vite preview --port 4174 --strictPort',
    url: 'http://127.0.0.1:4174/',
    reuseExistingServer: true,
  },
});
