import { readFileSync } from 'node:fs';
import type { Download, Locator, Page } from '@playwright/test';

/** The names of the scores on the page, and the keys of their places. */
export type ScoreName = 'sensitivity' | 'precision' | 'f1' | 'dice' | 'found' | 'falseBlobs';

/** Blobscope in the words of a user; all that a test or the demo does, a person could do with mouse and keys. */
export class BlobscopePage {
  constructor(readonly page: Page) {}

  /** Opens the page and waits until its case stands. `address` as in `#case=abstract&size=48`. */
  async open(address = ''): Promise<void> {
    await this.page.goto(`./${address}`);
    await this.waitForCase();
  }

  /** Waits until a case stands and nothing is being opened any more. */
  async waitForCase(timeout = 60_000): Promise<void> {
    await this.footer.getByText(/\d blobs?/).waitFor({ timeout });
    await this.page.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'hidden', timeout });
  }

  get footer(): Locator {
    return this.page.getByRole('contentinfo');
  }

  /** How many blobs the footer says the case has. */
  async blobCount(): Promise<number> {
    const words = await this.footer.getByText(/\d blobs?/).innerText();
    return Number(words.replace(/,/g, '').match(/(\d+) blob/)?.[1]);
  }

  /** Chooses files as the "Open scan…" button would. */
  async openFiles(...files: (string | { name: string; mimeType: string; buffer: Buffer })[]): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByRole('button', { name: 'Open scan…' }).first().click();
    await (await chooser).setFiles(files as string[]);
  }

  async showMode(mode: 'Blobs' | 'Train'): Promise<void> {
    await this.page.getByRole('radiogroup', { name: 'Mode' }).getByText(mode, { exact: true }).click();
  }

  /** Presses Play; the run's state is then read with `runWord`. */
  async play(): Promise<void> {
    await this.page
      .getByRole('button', { name: /^(Play|Train)/ })
      .first()
      .click();
  }

  async pause(): Promise<void> {
    await this.page
      .getByRole('button', { name: /^Pause/ })
      .first()
      .click();
  }

  /** The state of the run in a word: "training", "finished", "stopped" … */
  get runWord(): Locator {
    return this.page.locator('section', { has: this.page.getByRole('heading', { name: 'Run', exact: true }) }).first();
  }

  /** Waits until the run has ended in this word. */
  async waitForRun(word: 'finished' | 'paused' | 'stopped', timeout: number): Promise<void> {
    await this.runWord.getByText(word, { exact: true }).waitFor({ timeout });
  }

  /** "step 12 of 300" as numbers. */
  async step(): Promise<number> {
    const words = await this.runWord.getByText(/step \d+ of \d+/).innerText();
    return Number(words.match(/step (\d+)/)?.[1]);
  }

  /** The text of a score. */
  async score(name: ScoreName): Promise<string> {
    return (await this.page.locator(`dl [data-key="${name}"] dd`).first().innerText()).trim();
  }

  /** A file of the run, saved through the menu of the terms chart. */
  async save(what: 'Numbers of the run (CSV)' | 'Report of the run (JSON)' | 'Drawing (SVG)'): Promise<string> {
    await this.page.getByRole('button', { name: 'Save the curve' }).first().click();
    const download: Promise<Download> = this.page.waitForEvent('download');
    await this.page.getByRole('menuitem', { name: what }).click();
    return readFileSync(await (await download).path(), 'utf8');
  }
}
