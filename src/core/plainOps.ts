/**
 * The network's operations as obvious loops in float64: the truth that every backend is compared with.
 * Arrays are flat, channels fastest: index = c + C * (x + W * (y + H * (z + D * b))), shapes are written [B, D, H, W, C].
 * Convolutions correlate (no flip), as is usual in the field, and their filters are [kD, kH, kW, Ci, Co].
 */
export type Shape5 = readonly [number, number, number, number, number];

/** A float64 array with its shape. */
export interface Plain {
  readonly shape: Shape5;
  readonly values: Float64Array;
}

/** How a convolution walks: its stride, and whether the border is padded with zeros ('same') or cut ('valid'). */
export interface Walk {
  readonly stride: number;
  readonly pad: 'same' | 'valid';
}

export function plainZeros(shape: Shape5): Plain {
  return { shape, values: new Float64Array(shape[0] * shape[1] * shape[2] * shape[3] * shape[4]) };
}

/** Convolution of x [B,D,H,W,Ci] with filter [kD,kH,kW,Ci,Co]; 'same' pads as TensorFlow does (the odd zero at the far end). */
export function plainConv3d(x: Plain, filter: Plain, walk: Walk): Plain {
  const y = plainZeros(convolvedShape(x.shape, filter.shape, walk));
  forEachTap(x.shape, filter.shape, y.shape, walk, (xIndex, filterIndex, yIndex) => {
    y.values[yIndex] += x.values[xIndex] * filter.values[filterIndex];
  });
  return y;
}

/** Gradient of the convolution's input; also, read the other way, its transposed convolution. */
export function plainConv3dInputGradient(xShape: Shape5, filter: Plain, dy: Plain, walk: Walk): Plain {
  const dx = plainZeros(xShape);
  forEachTap(xShape, filter.shape, dy.shape, walk, (xIndex, filterIndex, yIndex) => {
    dx.values[xIndex] += dy.values[yIndex] * filter.values[filterIndex];
  });
  return dx;
}

/** Gradient of the convolution's filter, of the given shape. */
export function plainConv3dFilterGradient(x: Plain, filterShape: Shape5, dy: Plain, walk: Walk): Plain {
  const dFilter = plainZeros(filterShape);
  forEachTap(x.shape, filterShape, dy.shape, walk, (xIndex, filterIndex, yIndex) => {
    dFilter.values[filterIndex] += dy.values[yIndex] * x.values[xIndex];
  });
  return dFilter;
}

/** Shape of a convolution's output. */
function convolvedShape([b, d, h, w]: Shape5, [kd, kh, kw, , co]: Shape5, { stride, pad }: Walk): Shape5 {
  const side = (size: number, k: number) => Math.ceil((pad === 'same' ? size : size - k + 1) / stride);
  return [b, side(d, kd), side(h, kh), side(w, kw), co];
}

/** Calls `visit` for each product of the convolution: flat indices into x, filter and y. */
function forEachTap(
  x: Shape5,
  filter: Shape5,
  y: Shape5,
  { stride, pad }: Walk,
  visit: (xIndex: number, filterIndex: number, yIndex: number) => void,
): void {
  const before = [1, 2, 3].map((axis) => (pad === 'same' ? paddingBefore(x[axis], filter[axis - 1], stride) : 0));
  for (const [b, oz, oy, ox] of positions([y[0], y[1], y[2], y[3]]))
    for (const [kz, ky, kx] of positions([filter[0], filter[1], filter[2]])) {
      const [z, yy, xx] = [oz, oy, ox].map((o, axis) => o * stride + [kz, ky, kx][axis] - before[axis]);
      if (z < 0 || yy < 0 || xx < 0 || z >= x[1] || yy >= x[2] || xx >= x[3]) continue;
      const xStart = flat(x, b, z, yy, xx);
      const yStart = flat(y, b, oz, oy, ox);
      const filterStart = filter[3] * filter[4] * (kx + filter[2] * (ky + filter[1] * kz));
      for (let ci = 0; ci < filter[3]; ci++)
        for (let co = 0; co < filter[4]; co++) visit(xStart + ci, filterStart + ci * filter[4] + co, yStart + co);
    }
}

function paddingBefore(size: number, k: number, stride: number): number {
  const out = Math.ceil(size / stride);
  return Math.floor(Math.max((out - 1) * stride + k - size, 0) / 2);
}

function flat([, d, h, w, c]: Shape5, b: number, z: number, y: number, x: number): number {
  return c * (x + w * (y + h * (z + d * b)));
}

function* positions(sides: readonly number[]): Generator<number[]> {
  const total = sides.reduce((a, b) => a * b, 1);
  for (let i = 0; i < total; i++) {
    let rest = i;
    const at = new Array<number>(sides.length);
    for (let axis = sides.length - 1; axis >= 0; axis--) {
      at[axis] = rest % sides[axis];
      rest = Math.floor(rest / sides[axis]);
    }
    yield at;
  }
}
