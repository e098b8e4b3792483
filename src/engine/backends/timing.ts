import { conv3d, dispose, type Tensor, type Tensor5D, tensor5d, tidy } from '../ops';
import { filterGradient, inputGradient } from '../ops/convolutionGradients';

const side = 32;
const channels = 8;
const layers = 4;
const mostRuns = 5;
/** No more runs are begun after this. */
const enoughMs = 400;

/**
 * Milliseconds that the running backend takes for four convolutions 32^3, 8 → 8 channels, each with both gradients, and for reading the
 * last result: the median of up to five runs, after one that is not counted because it compiles.
 */
export async function timeSmallStep(): Promise<number> {
  const x = waves([1, side, side, side, channels]);
  const filter = waves([3, 3, 3, channels, channels]);
  try {
    await timeRun(x, filter);
    const times: number[] = [];
    const started = performance.now();
    do times.push(await timeRun(x, filter));
    while (times.length < mostRuns && performance.now() - started < enoughMs);
    return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
  } finally {
    dispose([x, filter]);
  }
}

async function timeRun(x: Tensor5D, filter: Tensor5D): Promise<number> {
  const started = performance.now();
  const last = tidy(() => {
    let result: Tensor = filter;
    for (let layer = 0; layer < layers; layer++) {
      const y = conv3d(x, filter);
      inputGradient(x.shape, y, filter, 1, 'same');
      result = filterGradient(x, y, filter.shape, 1, 'same');
    }
    return result;
  });
  // A GPU works in order: when the last result can be read, all is done.
  await last.data();
  dispose(last);
  return performance.now() - started;
}

function waves(shape: [number, number, number, number, number]): Tensor5D {
  const length = shape.reduce((product, axis) => product * axis, 1);
  return tensor5d(
    Float32Array.from({ length }, (_, i) => 0.1 * Math.sin(i)),
    shape,
  );
}
