import type { Locator, Page, Worker } from '@playwright/test';
import { chooseFiles, dropFiles, type GivenFile, savedBy } from './fixtures/givenFiles';
import { readUntil } from './fixtures/readUntil';
import { cellsOf } from './fixtures/tableCells';
import { type Terms, termsAt } from './fixtures/termLegend';

export type { GivenFile };

/** The names of the scores on the page, and the keys of their places. */
export type ScoreName = 'sensitivity' | 'precision' | 'f1' | 'dice' | 'found' | 'falseBlobs';

export type SaveChoice = 'Picture (PNG)' | 'Drawing (SVG)' | 'Numbers of the run (CSV)' | 'Report of the run (JSON)';

/** How long it may take until a case or a run is where it should be: that ends what hangs, and bounds nothing else. */
const patienceMs = 180_000;

/** Blobscope in the words of a user; all that a test or the demo does, a person could do with mouse and keys. */
export class BlobscopePage {
  constructor(readonly page: Page) {}

  /** Opens the page (that of the test's own host, where no `base` is given) and waits until its case stands. `settings` as in `#case=abstract&size=48`. */
  async open(settings = '', base = './'): Promise<void> {
    // An address that differs only behind its # would not load the page anew.
    if (this.page.url() !== 'about:blank') await this.page.goto('about:blank');
    await this.page.goto(base + settings);
    await this.waitForCase();
  }

  /** Waits until a case stands and nothing is being opened any more. */
  async waitForCase(timeout = patienceMs): Promise<void> {
    await this.footer.getByText(/\d blobs?/).waitFor({ timeout });
    await this.picture.getByRole('button', { name: 'Cancel' }).waitFor({ state: 'hidden', timeout });
  }

  get footer(): Locator {
    return this.page.getByRole('contentinfo');
  }

  get picture(): Locator {
    return this.page.getByRole('region', { name: 'Picture' });
  }

  /** The sentence under a scan that did not open. */
  get refusal(): Locator {
    return this.picture.getByRole('alert');
  }

  get notices(): Locator {
    return this.page.getByRole('log', { name: 'Notices' });
  }

  /** What was done to the opened files. */
  get remarks(): Locator {
    return this.page.getByRole('region', { name: 'Opened files' }).getByRole('status');
  }

  /** How many blobs the footer says the case has. */
  async blobCount(): Promise<number> {
    const words = await this.footer.getByText(/\d blobs?/).innerText();
    return Number(words.replace(/,/g, '').match(/(\d+) blob/)?.[1]);
  }

  /** Chooses files as the "Open scan…" button would. */
  openFiles(...files: readonly GivenFile[]): Promise<void> {
    return chooseFiles(this.page.getByRole('button', { name: 'Open scan…' }).first(), files);
  }

  get survey(): Locator {
    return this.page.getByRole('dialog', { name: 'Survey of masks' });
  }

  addToSurvey(...files: readonly GivenFile[]): Promise<void> {
    return chooseFiles(this.survey.getByRole('button', { name: 'Add masks…' }), files);
  }

  /** The offer to go on with a run of an earlier visit. */
  get unfinishedRun(): Locator {
    return this.page.getByRole('region', { name: 'Unfinished run' });
  }

  get keptRuns(): Locator {
    return this.page.getByRole('dialog', { name: 'Kept runs' });
  }

  async openKeptRuns(): Promise<Locator> {
    await this.page.getByRole('banner').getByRole('button', { name: 'Kept runs' }).click();
    await this.keptRuns.waitFor();
    return this.keptRuns;
  }

  importRun(file: GivenFile): Promise<void> {
    return chooseFiles(this.keptRuns.getByRole('button', { name: 'Import…' }), [file]);
  }

  /** The texts of a mask's cells in the survey, without the drawing and the buttons at their end; those of one moment. */
  async surveyCells(mask: string): Promise<string[]> {
    const row = this.survey.getByRole('row').filter({ has: this.page.getByText(mask, { exact: true }) });
    await row.waitFor();
    const [cells = []] = await cellsOf(row);
    return cells.map((text) => text.replace(/\s+/g, ' ')).slice(0, -2);
  }

  /** What a button of the survey saves. */
  saveSurvey(what: 'Save card (PNG)' | 'Save table (CSV)' | 'Save blobs (CSV)'): Promise<Buffer> {
    return savedBy(this.survey.getByRole('button', { name: what }));
  }

  /** Adds scans with their masks to the list of cases, which must be unfolded. */
  addCase(...files: readonly GivenFile[]): Promise<void> {
    return chooseFiles(this.page.getByRole('button', { name: 'Scan and mask…' }), files);
  }

  /** Drags files over the page and lets them go there. */
  dropFiles(...files: readonly GivenFile[]): Promise<void> {
    return this.dropFilesAt('left', ...files);
  }

  /** The same over one half of the page: while training the right one takes them for the list of cases. */
  dropFilesAt(half: 'left' | 'right', ...files: readonly GivenFile[]): Promise<void> {
    return dropFiles(this.page, files, half === 'left' ? 10 : 1200);
  }

  /** Chooses an entry of one of the page's lists. */
  async choose(list: string, entry: string | RegExp): Promise<void> {
    await this.page.getByRole('combobox', { name: list, exact: true }).click();
    await this.page.getByRole('option', { name: entry, exact: true }).click();
  }

  /** Presses one of several choices that stand side by side. */
  async pick(group: string | RegExp, choice: string): Promise<void> {
    await this.page.getByRole('radiogroup', { name: group }).getByText(choice, { exact: true }).click();
  }

  async showMode(mode: 'Blobs' | 'Bench' | 'Train' | 'Compare'): Promise<void> {
    await this.pick('Mode', mode);
  }

  get run(): Locator {
    return this.page.getByRole('region', { name: 'Run', exact: true });
  }

  /** Presses a button of the run. */
  async press(name: 'Train' | 'Pause' | 'Go on' | 'Train longer' | 'Step' | 'Reset'): Promise<void> {
    await this.run.getByRole('button', { name, exact: true }).click();
  }

  /** Waits until the badge at the top names the backend and says that the run has come to this. */
  async waitForRun(word: 'finished' | 'paused', timeout = patienceMs): Promise<void> {
    await this.page
      .getByRole('banner')
      .getByText(new RegExp(`· ${word}$`))
      .waitFor({ timeout });
  }

  /** Chooses what computes the next run. */
  async chooseBackend(name: 'Automatic' | 'WebGPU' | 'WebAssembly' | 'Plain JavaScript'): Promise<void> {
    const section = this.page.getByRole('button', { name: /^Optimiser & backend/ });
    if ((await section.getAttribute('aria-expanded')) === 'false') await section.click();
    await this.choose('Backend', name);
  }

  /** Waits until the badge at the top says that this backend stands ready, before a run. */
  async waitForBackend(name: string, timeout = patienceMs): Promise<void> {
    await this.page.getByRole('banner').getByText(`${name} · ready`).waitFor({ timeout });
  }

  get roomCheck(): Locator {
    return this.page.getByRole('dialog', { name: 'Room check' });
  }

  /** Waits until the Room check has its verdict. */
  async waitForVerdict(timeout = patienceMs): Promise<void> {
    await this.roomCheck.getByText(/^Ready: /).waitFor({ timeout });
  }

  /** Waits until the run has done at least so many steps. */
  async waitForStep(step: number, timeout = patienceMs): Promise<void> {
    await readUntil(
      () => this.step(),
      (done) => done >= step,
      { timeout, fault: async () => `step ${step} was not reached: ${await this.run.innerText()}` },
    );
  }

  /** "step 12 of 300" as a number; 0 while the run starts. */
  async step(): Promise<number> {
    const words = await this.run.innerText();
    return Number(words.match(/step ([\d,]+) of/)?.[1].replace(/,/g, '') ?? 0);
  }

  /** The terms of the step that the run has come to, as the legend of their chart says them; NaN before there are any. */
  async terms(): Promise<Terms> {
    // A chart that is pointed at tells of another step.
    await this.page.mouse.move(0, 0);
    return termsAt(this.page.getByRole('region', { name: 'Loss terms' }), await this.step());
  }

  /** The text of a score. */
  async score(name: ScoreName): Promise<string> {
    return (await this.page.locator(`dl [data-key="${name}"] dd`).innerText()).trim();
  }

  /** Types a number into the field of this name. */
  async type(field: string, value: string): Promise<void> {
    await this.page.getByRole('textbox', { name: field, exact: true }).fill(value);
  }

  /** The rows of the blob table that are in sight, cell by cell, at one moment at which there are any. */
  async rows(): Promise<string[][]> {
    const rows = this.page.getByRole('grid', { name: 'Blobs' }).locator('tbody tr[aria-rowindex]');
    await rows.first().waitFor();
    return cellsOf(rows);
  }

  row(blobId: number): Locator {
    const cell = this.page.getByRole('gridcell', { name: String(blobId), exact: true });
    return this.page.locator('tbody tr[aria-rowindex]').filter({ has: cell.and(this.page.locator(':first-child')) });
  }

  /** The row of a blob in the ledger of the Bench; it must be in sight. */
  ledgerRow(blobId: number): Locator {
    const tick = this.page.getByRole('checkbox', { name: `Blob ${blobId} is predicted` });
    return this.page.getByRole('grid', { name: 'Ledger' }).locator('tbody tr[aria-rowindex]').filter({ has: tick });
  }

  /** What the ledger says of a blob in the column of this name. */
  async ledgerCell(blobId: number, column: string): Promise<string> {
    const [heads] = await cellsOf(this.page.getByRole('grid', { name: 'Ledger' }).locator('thead tr'));
    await this.ledgerRow(blobId).waitFor();
    const [cells = []] = await cellsOf(this.ledgerRow(blobId));
    return cells[heads.indexOf(column)];
  }

  /** A file of the run, saved through the menu of a chart. */
  async save(what: SaveChoice, chart: 'Loss terms' | 'Each blob, each step' = 'Loss terms'): Promise<Buffer> {
    await this.page.getByRole('region', { name: chart }).getByRole('button', { name: 'Save the curve' }).click();
    const saved = await savedBy(this.page.getByRole('menuitem', { name: what }));
    await this.page.getByRole('menu').waitFor({ state: 'detached' });
    return saved;
  }

  /** The worker that reads scans, or the one that trains; waits until it has started. */
  async worker(kind: 'scan' | 'lane A' | 'lane B' | 'helper'): Promise<Worker> {
    for (;;) {
      for (const worker of this.page.workers())
        if ((await worker.evaluate(() => self.name).catch(() => '')) === kind) return worker;
      await this.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 20)));
    }
  }
}
