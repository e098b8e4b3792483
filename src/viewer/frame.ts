import type { Triple } from '../core/volume';
import { forOurShaders } from './bound';
import { readCamera } from './camera';
import { planes, type Tile } from './layout';
import type { Picture } from './picture';

/** Everything a frame needs besides textures. */
export interface Frame {
  readonly tiles: readonly Tile[];
  /** Texture fractions 0..1 of the crosshair, display order. */
  readonly crosshair: Triple;
  readonly opacity: number;
  /** 0 = no outlines. */
  readonly outlineOpacity: number;
  readonly hasHighlight: boolean;
  /** The greys 0..1 of the loaded contrast that are drawn black and white. */
  readonly shadeRange: readonly [number, number];
}

/** Draws the slices anew, and the 3-D view as it was last cast. */
export function drawFrame(picture: Picture, frame: Frame): void {
  const { nv, gl, cast } = picture;
  setUniforms(picture, frame);
  const slices = frame.tiles.filter(({ view }) => view !== 'render');
  nv.customLayout = slices.map(({ view, position }) => ({ sliceType: planes[view], position }));
  if (slices.length > 0) nv.drawSceneCore();
  else nv.clearBounds(gl.COLOR_BUFFER_BIT);
  const render = renderTileOf(frame);
  if (render) cast.show(render);
}

/** Whether the 3-D view is in sight and not as the frame has it. */
export function isCastDue(picture: Picture, frame: Frame): boolean {
  const tile = renderTileOf(frame);
  return tile !== null && picture.cast.isDue(tile, lookOf(picture, frame));
}

/** Casts the next part (0..1) of the 3-D view, if it is in sight, and tells how much of it is done. */
export function castPart(picture: Picture, frame: Frame, part: number): number {
  const tile = renderTileOf(frame);
  if (!tile) return 1;
  setUniforms(picture, frame);
  return picture.cast.add(picture, tile, lookOf(picture, frame), part);
}

/** Casts a coarse 3-D view at once. */
export function castDraft(picture: Picture, frame: Frame): void {
  const tile = renderTileOf(frame);
  if (!tile) return;
  setUniforms(picture, frame);
  picture.cast.draft(picture, tile);
}

function renderTileOf({ tiles }: Frame): Tile | null {
  return tiles.find(({ view }) => view === 'render') ?? null;
}

/** All that the 3-D view depends on besides textures and the size of its tile. */
function lookOf(picture: Picture, { crosshair, opacity, outlineOpacity, hasHighlight, shadeRange }: Frame): string {
  const { azimuth, elevation, renderZoom } = readCamera(picture);
  return [azimuth, elevation, renderZoom, opacity, outlineOpacity, hasHighlight, ...crosshair, ...shadeRange].join();
}

function setUniforms(picture: Picture, frame: Frame): void {
  const { nv, gl } = picture;
  nv.drawOpacity = frame.opacity;
  nv.scene.crosshairPos = new Float32Array(frame.crosshair);
  forOurShaders(picture, (uniforms) => {
    gl.uniform1f(uniforms.outlineOpacity, frame.outlineOpacity);
    // Surfaces need less of the slider than the tint of a slice.
    gl.uniform1f(uniforms.overlayStrength, nv.drawBitmap ? Math.min(1, 2 * frame.opacity) : 0);
    gl.uniform1i(uniforms.hasHighlight, frame.hasHighlight ? 1 : 0);
    gl.uniform1f(uniforms.pixelRatio, nv.uiData.dpr ?? 1);
    gl.uniform2f(uniforms.shadeRange, ...frame.shadeRange);
    gl.uniform3f(uniforms.crosshair, ...frame.crosshair);
  });
}
