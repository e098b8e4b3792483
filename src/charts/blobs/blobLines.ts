import { drawAxes, drawCrosshair } from '../axes';
import { describeRowOrder } from '../describe';
import { stepAxis, valueAxis } from '../plotBox';
import { type BlobChart, BlobChartBase, type BlobChartOptions, type BlobHover } from './blobChart';
import { nearestSample, termAlong } from './blobSeries';
import { paintLine } from './linePaint';
import { createLinesPicture, placesOf } from './linesPicture';
import { linesSvg } from './linesSvg';
import { describeHover } from './stripReadout';

/** Lines that are drawn at most; of more blobs, the largest or the worst. */
const mostLines = 200;
/** CSS pixels from a line within which it is meant. */
const reach = 24;

/**
 * One line a blob in the blob's colour, its own term by step. A gap is a gap: solid where the blob was in neighbouring
 * steps' patches, a dot where it was in one alone, and only a faint stroke between, so that one blob stays one thing. Fills `host`.
 */
export function createBlobLines(host: HTMLElement, options: BlobChartOptions): BlobChart {
  return new BlobLines(host, options);
}

/** Layers: axes, lines, marks. */
class BlobLines extends BlobChartBase {
  protected readonly title = "Each blob's own term";
  private readonly picture = createLinesPicture();
  private readonly words = document.createElement('span');
  private readonly count = document.createElement('span');

  constructor(host: HTMLElement, options: BlobChartOptions) {
    super(host, options, 3);
    Object.assign(this.words.style, { marginRight: 'auto', overflow: 'hidden', textOverflow: 'ellipsis' });
    this.frame.readout.append(this.words, this.count);
  }

  toSvg(): string {
    return linesSvg(this.run, this.picture.seriesOf, this.theme);
  }

  protected capacity(): number {
    return mostLines;
  }

  protected restart(): void {
    const { run, theme } = this;
    const box = this.box();
    const axes = { x: stepAxis(run.steps, box.width), y: valueAxis(run.top, box.height) };
    drawAxes(this.cleared(0), box, axes, placesOf(run, box), theme);
    this.cleared(1);
    this.picture.restart();
  }

  protected grow(): boolean {
    return this.picture.grow(this.run, this.stage.layers[1], this.box());
  }

  protected drawMarks(context: CanvasRenderingContext2D): void {
    const { run, theme, markedStep } = this;
    const [box, places] = [this.box(), placesOf(run, this.box())];
    const marked = run.blobs.find(({ id }) => id === (this.hover?.blobId ?? this.highlight));
    this.stage.layers[1].canvas.style.opacity = marked ? '0.3' : '1';
    if (markedStep !== null) drawCrosshair(context, box, places.x(markedStep), theme);
    if (marked) {
      const look = { colour: marked.colour, width: 2, opacity: 1, bridgeOpacity: 0.5 };
      paintLine(context, this.picture.seriesOf(marked.id), 0, places, look);
    }
    this.words.textContent = this.hover ? describeHover(this.hover) : 'faint = blob not in the patch';
    this.count.textContent = describeRowOrder(run);
  }

  /** The blob whose line passes nearest, within reach, with its sample nearest in steps. */
  protected blobAt(x: number, y: number): BlobHover | null {
    const box = this.box();
    const places = placesOf(this.run, box);
    const step = Math.round(((x - box.left) / box.width) * this.run.steps);
    let nearest: BlobHover | null = null;
    let distance = reach;
    for (const { id } of this.run.rows) {
      const series = this.picture.seriesOf(id);
      const sample = nearestSample(series, step);
      if (!sample) continue;
      const isClose = Math.abs(places.x(sample.step) - x) < reach;
      const along = termAlong(series, step) ?? (isClose ? sample.term : Number.POSITIVE_INFINITY);
      const away = Math.abs(places.y(along) - y);
      if (away >= distance) continue;
      distance = away;
      nearest = { blobId: id, ...sample };
    }
    return nearest;
  }

  protected pace() {
    return { x: Math.max(1, this.box().width / this.run.steps), y: 8 };
  }
}
