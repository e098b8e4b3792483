import { drawCrosshair } from './axes';
import { BlobRun } from './blobRun';
import { nearestSample, termAlong } from './blobSeries';
import type { BlobChart, BlobChartOptions, BlobHover } from './blobStrip';
import { describeBlobTerms, describeRowOrder } from './describe';
import { svgToPng } from './export';
import { paintLine } from './linePaint';
import { createLinesPicture, type LinesPicture, placesOf } from './linesPicture';
import { linesSvg } from './linesSvg';
import { type PlotBox, plotBoxOf } from './plotBox';
import { followPointer } from './pointer';
import { createFrame, createStage } from './stage';
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
  const frame = createFrame(host, options.theme);
  const run = new BlobRun();
  const picture = createLinesPicture();
  const [words, count] = addReadout(frame.readout);
  let theme = options.theme;
  let highlight: number | null = null;
  let hover: BlobHover | null = null;
  let hoverStep: number | null = null;

  const box = () => plotBoxOf(stage.size.width, stage.size.height);
  const stage = createStage(frame.area, 2, (isResized) => {
    const { ratio } = stage.size;
    const context = stage.layers[0];
    const before = run.facts.shown;
    if (isResized) run.spoil();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (run.settleRows(mostLines, hover !== null)) picture.restart(run, context, box(), theme);
    if (!picture.grow(run, context, box())) stage.requestFrame();
    drawOverlay();
    if (before !== run.facts.shown) options.onRows?.(run.facts);
  });
  const drawOverlay = () => {
    const { width, height, ratio } = stage.size;
    const [base, context] = stage.layers;
    const marked = run.blobs.find(({ id }) => id === (hover?.blobId ?? highlight));
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    base.canvas.style.opacity = marked ? '0.3' : '1';
    const places = placesOf(run, box());
    const step = hover?.step ?? hoverStep;
    if (step !== null && step >= 1 && step <= run.steps) drawCrosshair(context, box(), places.x(step), theme);
    if (marked) {
      const look = { colour: marked.colour, width: 2, opacity: 1, bridgeOpacity: 0.5 };
      paintLine(context, picture.seriesOf(marked.id), 0, places, look);
    }
    words.textContent = hover ? describeHover(hover) : 'faint = not in the patch between';
    count.textContent = describeRowOrder(run);
    frame.area.ariaLabel = `Each blob's own term: ${describeBlobTerms(run.blobs, run.lastTerms, run.facts)}`;
  };
  const setHover = (next: BlobHover | null) => {
    if (next?.blobId === hover?.blobId && next?.step === hover?.step) return;
    hover = next;
    options.onHover?.(next);
    stage.requestFrame();
  };
  const unfollow = followPointer(frame.area, {
    move: (x, y) => setHover(nearestBlob(run, picture, box(), x, y)),
    leave: () => setHover(null),
    click: () => hover && options.onSelect?.(hover.blobId),
    pace: () => ({ x: Math.max(1, box().width / run.steps), y: 8 }),
  });
  frame.area.role = 'img';
  const toSvg = () => linesSvg(run, picture.seriesOf, theme);

  return {
    update(records, blobs, view) {
      run.update(records, blobs, view);
      stage.requestFrame();
    },
    setHighlight(blobId) {
      highlight = blobId;
      stage.requestFrame();
    },
    setHoverStep(step) {
      hoverStep = step;
      stage.requestFrame();
    },
    setTheme(next) {
      theme = next;
      frame.setTheme(next);
      run.spoil();
      stage.requestFrame();
    },
    destroy() {
      unfollow();
      stage.destroy();
      frame.destroy();
    },
    toSvg,
    toPng: () => svgToPng(toSvg()),
  };
}

/** The blob whose line passes nearest to a place, within reach, with its sample nearest in steps. */
function nearestBlob(run: BlobRun, picture: LinesPicture, box: PlotBox, x: number, y: number): BlobHover | null {
  const places = placesOf(run, box);
  const step = Math.round(((x - box.left) / box.width) * run.steps);
  let [nearest, distance] = [null as BlobHover | null, reach];
  for (const { id } of run.rows) {
    const series = picture.seriesOf(id);
    const sample = nearestSample(series, step);
    const along =
      termAlong(series, step) ?? (sample && Math.abs(places.x(sample.step) - x) < reach ? sample.term : null);
    if (sample === null || along === null || Math.abs(places.y(along) - y) >= distance) continue;
    distance = Math.abs(places.y(along) - y);
    nearest = { blobId: id, ...sample };
  }
  return nearest;
}

function addReadout(line: HTMLElement): readonly [words: HTMLElement, count: HTMLElement] {
  const [words, count] = [document.createElement('span'), document.createElement('span')];
  Object.assign(words.style, { marginRight: 'auto', overflow: 'hidden', textOverflow: 'ellipsis' });
  line.append(words, count);
  return [words, count];
}
