import type { NVImage } from '@niivue/niivue';
import type { Grid, Triple } from '../core/volume';
import { writeCanonicalNifti } from '../io/canonicalNifti';
import { type Bound, forOurShaders } from './bound';
import { Cast } from './cast';
import type { ColourTable } from './colourTable';
import { type DisplayOrder, displayOrder } from './displayOrder';
import { buildProgram, idleFragmentShader, idleVertexShader } from './program';
import { renderShader, renderVertexShader } from './renderShader';
import { sliceShader } from './sliceShader';
import type { Box } from './slots';
import { type PictureColours, pictureOptions, scanColours } from './theme';

/** One NiiVue on one canvas: what it shows is set here, when it draws is decided outside. */
export interface Picture extends Bound {
  readonly cast: Cast;
}

/**
 * Loads NiiVue (on first use) and binds it to a canvas that stands in the page; `onEmptied` hears that the canvas has another size and must be
 * drawn at once. Throws when there is no WebGL2.
 */
export async function createPicture(
  canvas: HTMLCanvasElement,
  colours: PictureColours,
  onEmptied: () => void,
): Promise<Picture> {
  // Made before NiiVue asks for it. No antialiasing: a voxel's colour is exact. No alpha: NiiVue's blending would let the page shine through.
  const gl = canvas.getContext('webgl2', { alpha: false, antialias: false });
  if (!gl || gl.isContextLost()) throw new Error('no WebGL2 context');
  const { Niivue } = await import('@niivue/niivue');
  const nv = new Niivue(pictureOptions);
  await nv.attachToCanvas(canvas, false);
  nv.addColormap(scanColours.name, scanColours.map);
  nv.setCustomSliceShader(sliceShader);
  nv.renderShader = buildProgram(gl, renderVertexShader, renderShader);
  nv.initRenderShader(nv.renderShader);
  nv.blurShader = nv.sobelFirstOrderShader = buildProgram(gl, idleVertexShader, idleFragmentShader);
  // NiiVue would draw by itself where it sees cause.
  nv.drawScene = () => {
    if (!nv.isBusy) onEmptied();
  };
  const picture = { nv, gl, cast: new Cast(gl) };
  recolour(picture, colours);
  return picture;
}

/**
 * Shows a scan in place of the one before, without an overlay, and gives the order in which its voxels are displayed. Throws when the
 * graphics card cannot take it; NiiVue alone would show one slice or nothing.
 */
export async function loadScan(
  picture: Picture,
  grid: Grid,
  voxels: Float32Array,
  [min, max]: readonly [number, number],
): Promise<DisplayOrder> {
  const { nv, gl } = picture;
  const longestSide = nv.uiData.max3D ?? 2048;
  if (Math.max(...grid.dims) > longestSide)
    throw new Error(`a scan of ${grid.dims.join(' x ')} voxels on a graphics card that takes ${longestSide} a side`);
  const { NVImage } = await import('@niivue/niivue');
  const image = await NVImage.loadFromUrl({
    url: 'scan.nii',
    name: 'scan.nii',
    buffer: writeCanonicalNifti(grid, voxels),
    colormap: scanColours.name,
  });
  image.cal_min = min;
  image.cal_max = max;
  // The page keeps these numbers anyway: one copy less of the scan.
  image.img = voxels;
  dropSlots(picture);
  nv.volumes = [];
  // NiiVue draws when a volume is added; that frame would be thrown away.
  nv.isBusy = true;
  nv.addVolume(image);
  nv.isBusy = false;
  dropGradient(picture);
  picture.cast.spoil();
  throwIfOutOfMemory(gl);
  return orderOf(image, grid);
}

/** Sets the intensities that are drawn black and white. */
export function setContrast(picture: Picture, [min, max]: readonly [number, number]): void {
  const { nv } = picture;
  const image = nv.volumes[0];
  if (!image) return;
  image.cal_min = min;
  image.cal_max = max;
  nv.refreshLayers(image, 0);
  dropGradient(picture);
  picture.cast.spoil();
}

/** Uploads the slots of the whole picture (display order), into the texture that is there when its size is unchanged. */
export function uploadSlots(picture: Picture, slots: Uint8Array, { dims }: DisplayOrder): void {
  const { nv, gl } = picture;
  if (nv.drawBitmap?.length !== slots.length)
    nv.drawTexture = nv.r8Tex(nv.drawTexture, gl.TEXTURE7, [3, ...dims], false);
  nv.drawBitmap = slots;
  uploadBox(picture, slots, { dims }, { min: [0, 0, 0], max: [dims[0] - 1, dims[1] - 1, dims[2] - 1] });
}

/** Uploads the slots within bounds; the rest of the texture stays. */
export function uploadBox(
  { nv, gl, cast }: Picture,
  slots: Uint8Array,
  { dims }: { readonly dims: Triple },
  { min, max }: Box,
): void {
  const size = (axis: 0 | 1 | 2) => max[axis] - min[axis] + 1;
  gl.activeTexture(gl.TEXTURE7);
  gl.bindTexture(gl.TEXTURE_3D, nv.drawTexture);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  setUnpackWindow(gl, [dims[0], dims[1]], min);
  gl.texSubImage3D(gl.TEXTURE_3D, 0, ...min, size(0), size(1), size(2), gl.RED, gl.UNSIGNED_BYTE, slots);
  setUnpackWindow(gl, [0, 0], [0, 0, 0]);
  cast.spoil();
}

/** Takes the overlay away. */
export function dropSlots({ nv, gl, cast }: Picture): void {
  if (!nv.drawBitmap) return;
  cast.spoil();
  nv.drawBitmap = null;
  nv.drawTexture = nv.r8Tex(nv.drawTexture, gl.TEXTURE7, [3, 2, 2, 2], true);
}

/** Sets the colour of every slot. */
export function setColourTable({ nv, cast }: Picture, table: ColourTable): void {
  cast.spoil();
  nv.drawLut = { lut: table };
  nv.refreshColormaps();
}

/** Sets the colours of ground, crosshair and haze. */
export function recolour(picture: Picture, { ground, crosshair, haze }: PictureColours): void {
  const { nv, gl, cast } = picture;
  cast.spoil();
  nv.opts.backColor = [...ground, 1];
  if (nv.canvas?.parentElement) nv.canvas.parentElement.style.backgroundColor = '';
  forOurShaders(picture, (uniforms) => {
    gl.uniform3f(uniforms.crosshairColour, ...crosshair);
    gl.uniform2f(uniforms.hazeGreys, ...haze);
  });
}

/** Lets go of listeners and of the graphics memory. */
export function releasePicture({ nv, gl }: Picture): void {
  nv.cleanup();
  nv.volumes = [];
  nv.drawBitmap = null;
  gl.getExtension('WEBGL_lose_context')?.loseContext();
}

function throwIfOutOfMemory(gl: WebGL2RenderingContext): void {
  for (let error = gl.getError(); error !== gl.NO_ERROR && error !== gl.CONTEXT_LOST_WEBGL; error = gl.getError())
    if (error === gl.OUT_OF_MEMORY) throw new Error('the graphics card has too little memory for this scan');
}

/** NiiVue computes a gradient of every scan for shaders that we do not use: `idle...Shader` spare its time, this its memory (4 bytes a voxel). */
function dropGradient({ nv, gl }: Bound): void {
  gl.deleteTexture(nv.gradientTexture);
  nv.gradientTexture = null;
}

function orderOf(image: NVImage, grid: Grid): DisplayOrder {
  if (!image.permRAS) throw new Error('the scan has no orientation');
  return displayOrder(grid.dims, image.permRAS);
}

/** Tells WebGL that the array is `rows` of a larger one and where the part begins. */
function setUnpackWindow(gl: WebGL2RenderingContext, [row, rows]: readonly [number, number], skip: Triple): void {
  gl.pixelStorei(gl.UNPACK_ROW_LENGTH, row);
  gl.pixelStorei(gl.UNPACK_IMAGE_HEIGHT, rows);
  gl.pixelStorei(gl.UNPACK_SKIP_PIXELS, skip[0]);
  gl.pixelStorei(gl.UNPACK_SKIP_ROWS, skip[1]);
  gl.pixelStorei(gl.UNPACK_SKIP_IMAGES, skip[2]);
}
