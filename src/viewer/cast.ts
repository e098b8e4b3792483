import type { Bound } from './bound';
import { fitShot } from './fit';
import type { Tile } from './layout';

/** A drawing surface beside the canvas. */
interface Plate {
  readonly framebuffer: WebGLFramebuffer;
  readonly renderbuffer: WebGLRenderbuffer;
  width: number;
  height: number;
}

/** The 3-D view on a plate: how large, how it looks, and how many rows are there. */
interface Shot {
  readonly plate: Plate;
  readonly width: number;
  readonly height: number;
  readonly look: string;
  rows: number;
}

/** Steps of a line of sight in voxels: at most a voxel, or small blobs fray; a draft may fray a little. */
const fineStep = 0.8;
const draftStep = 1.2;
/** A draft has a quarter of the pixels. */
const draftScale = 0.5;

/**
 * The 3-D view, cast beside the canvas in parts as large as the moment allows; the canvas shows the last whole one. `look` names all that the
 * view depends on besides textures; textures that change `spoil` it.
 */
export class Cast {
  readonly #gl: WebGL2RenderingContext;
  #shown: Shot | null = null;
  #making: Shot | null = null;
  #spare: Plate[];

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
    this.#spare = [makePlate(gl), makePlate(gl)];
  }

  /** Whether the last whole one looks otherwise, or is a draft. */
  isDue(tile: Tile, look: string): boolean {
    const { width, height } = this.#sizeOf(tile);
    return !(this.#shown?.look === look && this.#shown.width === width && this.#shown.height === height);
  }

  /** What has been cast is no longer right. */
  spoil(): void {
    if (this.#shown) this.#shown = { ...this.#shown, look: '' };
    this.#drop(this.#making);
    this.#making = null;
  }

  /** Casts the next part (0..1) and tells how much is done; begins anew where the look has changed. At 1 the view is whole and will be shown. */
  add(picture: Bound, tile: Tile, look: string, part: number): number {
    const { width, height } = this.#sizeOf(tile);
    const { look: begun, width: w, height: h } = this.#making ?? {};
    if (begun !== look || w !== width || h !== height) this.#begin(width, height, look);
    const making = this.#making;
    if (!making) return 1;
    const to = Math.min(height, making.rows + Math.max(1, Math.round(part * height)));
    castRows(picture, making, to, fineStep);
    if (to === height) this.#show(making);
    return to / height;
  }

  /** Casts a coarse view at once. */
  draft(picture: Bound, tile: Tile): void {
    const { width, height } = this.#sizeOf(tile);
    const half = (side: number) => Math.max(1, Math.ceil(side * draftScale));
    this.#begin(half(width), half(height), '');
    const making = this.#making;
    if (!making) return;
    castRows(picture, making, making.height, draftStep);
    this.#show(making);
  }

  /** Puts the last whole view into its tile of the canvas, scaled where it has another size. */
  show(tile: Tile): void {
    const gl = this.#gl;
    const [shown, { left, bottom, width, height }] = [this.#shown, this.#sizeOf(tile)];
    if (!shown) return;
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, shown.plate.framebuffer);
    const fit = fitShot(shown, { width, height });
    const [x0, y0, x1, y1] = fit.to;
    const to = [left + x0, bottom + y0, left + x1, bottom + y1] as const;
    const filter = shown.width === width && shown.height === height ? gl.NEAREST : gl.LINEAR;
    gl.blitFramebuffer(...fit.from, ...to, gl.COLOR_BUFFER_BIT, filter);
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, null);
  }

  /** Whole device pixels of a tile, from the canvas's lower left corner. */
  #sizeOf({ position: [left, top, width, height] }: Tile) {
    const canvas = this.#gl.canvas;
    const [x0, x1] = [left, left + width].map((x) => Math.floor(x * canvas.width));
    const [y0, y1] = [1 - top - height, 1 - top].map((y) => Math.ceil(y * canvas.height));
    return { left: x0, bottom: y0, width: x1 - x0, height: y1 - y0 };
  }

  #begin(width: number, height: number, look: string): void {
    this.#drop(this.#making);
    const plate = this.#spare.pop();
    this.#making = plate ? { plate, width, height, look, rows: 0 } : null;
    if (plate) fitPlate(this.#gl, plate, width, height);
  }

  #show(shot: Shot): void {
    this.#drop(this.#shown);
    this.#shown = shot;
    this.#making = null;
  }

  #drop(shot: Shot | null): void {
    if (shot) this.#spare.push(shot.plate);
  }
}

/** Casts the rows from where the shot stands up to `to`, over the ground. */
function castRows(picture: Bound, shot: Shot, to: number, stepVoxels: number): void {
  const { nv, gl } = picture;
  const { plate, width, height, rows } = shot;
  gl.bindFramebuffer(gl.FRAMEBUFFER, plate.framebuffer);
  gl.enable(gl.SCISSOR_TEST);
  gl.scissor(0, rows, width, to - rows);
  gl.clearColor(nv.opts.backColor[0], nv.opts.backColor[1], nv.opts.backColor[2], 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  nv.renderShader?.use(gl);
  gl.uniform1f(nv.renderShader?.uniforms.stepVoxels ?? null, stepVoxels);
  bindTextures(picture);
  // NiiVue counts rows from the top of the canvas, and notes each view that it draws as one of the canvas.
  nv.draw3D([0, gl.canvas.height - height, width, height]);
  nv.screenSlices.pop();
  gl.disable(gl.SCISSOR_TEST);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.flush();
  shot.rows = to;
}

/** The textures of the scan and of the colours where the shader looks for them; the overlay's has a unit of its own. */
function bindTextures({ nv, gl }: Bound): void {
  gl.activeTexture(gl.TEXTURE0);
  gl.bindTexture(gl.TEXTURE_3D, nv.volumeTexture);
  gl.activeTexture(gl.TEXTURE1);
  gl.bindTexture(gl.TEXTURE_2D, nv.colormapTexture);
}

function makePlate(gl: WebGL2RenderingContext): Plate {
  const [framebuffer, renderbuffer] = [gl.createFramebuffer(), gl.createRenderbuffer()];
  if (!framebuffer || !renderbuffer) throw new Error('the WebGL context is lost');
  return { framebuffer, renderbuffer, width: 0, height: 0 };
}

function fitPlate(gl: WebGL2RenderingContext, plate: Plate, width: number, height: number): void {
  if (plate.width === width && plate.height === height) return;
  Object.assign(plate, { width, height });
  gl.bindFramebuffer(gl.FRAMEBUFFER, plate.framebuffer);
  gl.bindRenderbuffer(gl.RENDERBUFFER, plate.renderbuffer);
  gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA8, width, height);
  gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, plate.renderbuffer);
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
}
