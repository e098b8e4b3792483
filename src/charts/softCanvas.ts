/**
 * The 2-D context of a canvas that the processor draws. A chart is small and drawn many times a second; where WebGL is played by the
 * processor, too, a canvas on it costs milliseconds a drawing and holds up every frame of the page.
 */
export function softContext(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('this browser gives no 2-D canvas');
  return context;
}

/** What `make` gives, every canvas that it makes meanwhile being one that the processor draws: for libraries that make their own. */
export function withSoftCanvases<Made>(make: () => Made): Made {
  const createElement = document.createElement.bind(document);
  const createSoft = (name: string) => {
    const element = createElement(name);
    // A canvas keeps the context that it was first asked for, whatever it is asked for later.
    if (element instanceof HTMLCanvasElement) softContext(element);
    return element;
  };
  Object.defineProperty(document, 'createElement', { value: createSoft, configurable: true });
  try {
    return make();
  } finally {
    Reflect.deleteProperty(document, 'createElement');
  }
}
