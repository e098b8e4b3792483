/**
 * The 2-D context of a canvas that lies in plain memory. A chart is small and drawn a few times a second; on a graphics card its drawing would stand
 * in line behind the picture's, and where that card is a program, as in a virtual machine, make each frame late.
 */
export function softContext(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', soft);
  if (!context) throw new Error('this browser gives no 2-D canvas');
  return context;
}

/** Makes something that asks for 2-D contexts by itself, at once, of canvases that it does not give away before: they lie in plain memory as well. */
export function withSoftCanvases<Made>(make: () => Made): Made {
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, options?: unknown) {
    return Reflect.apply(getContext, this, [kind, kind === '2d' ? soft : options]);
  } as typeof getContext;
  try {
    return make();
  } finally {
    HTMLCanvasElement.prototype.getContext = getContext;
  }
}

/** Browsers keep a canvas that is often read back where it can be read: in plain memory. */
const soft: CanvasRenderingContext2DSettings = { willReadFrequently: true };
