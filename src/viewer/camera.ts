import type { Triple } from '../core/volume';
import type { Bound } from './bound';
import type { Camera } from './port';

const renderZoomLimits = [0.5, 8] as const;
const sliceZoomLimits = [1, 16] as const;
const zoomPerNotch = 1.15;
/** At 1 the corners of the cube fit at every turn; what is in the cube seldom reaches them. */
const wholeRenderZoom = 1.3;

export function readCamera({ nv }: Bound): Camera {
  const [x, y, z, zoom] = nv.scene.pan2Dxyzmm;
  const { renderAzimuth: azimuth, renderElevation: elevation, volScaleMultiplier: renderZoom } = nv.scene;
  return { azimuth, elevation, renderZoom, slicePan: [x, y, z, zoom] };
}

export function placeCamera({ nv }: Bound, { azimuth, elevation, renderZoom, slicePan }: Camera): void {
  nv.scene.renderAzimuth = azimuth;
  nv.scene.renderElevation = elevation;
  nv.scene.volScaleMultiplier = renderZoom;
  nv.scene.pan2Dxyzmm = new Float32Array(slicePan);
}

/** The whole scan in every slice, the turn of the 3-D view as it is. */
export function showWhole(picture: Bound): void {
  placeCamera(picture, { ...readCamera(picture), renderZoom: wholeRenderZoom, slicePan: [0, 0, 0, 1] });
}

/** Turns the 3-D view by a drag in CSS pixels. */
export function turn(picture: Bound, dx: number, dy: number): void {
  const camera = readCamera(picture);
  const azimuth = (((camera.azimuth + 0.6 * dx) % 360) + 360) % 360;
  placeCamera(picture, { ...camera, azimuth, elevation: clamp(camera.elevation + 0.6 * dy, [-90, 90]) });
}

export function zoomRender(picture: Bound, notches: number): void {
  const camera = readCamera(picture);
  placeCamera(picture, {
    ...camera,
    renderZoom: clamp(camera.renderZoom * zoomPerNotch ** notches, renderZoomLimits),
  });
}

/** Magnifies the slices so that a point (texture fractions) stays where it is on the screen. */
export function zoomSlices(picture: Bound, notches: number, at: Triple): void {
  const camera = readCamera(picture);
  const [x, y, z, zoom] = camera.slicePan;
  const next = clamp(zoom * zoomPerNotch ** notches, sliceZoomLimits);
  const mm = picture.nv.frac2mm([...at]);
  const shift = (pan: number, axis: number) => pan + mm[axis] * (zoom - next);
  placeCamera(picture, {
    ...camera,
    slicePan: next === 1 ? [0, 0, 0, 1] : [shift(x, 0), shift(y, 1), shift(z, 2), next],
  });
}

/** Brings a point (texture fractions) to the middle of the slices when they are magnified. */
export function centreSlices(picture: Bound, at: Triple): void {
  const camera = readCamera(picture);
  const zoom = camera.slicePan[3];
  if (zoom === 1) return;
  const [middle, mm] = [picture.nv.frac2mm([0.5, 0.5, 0.5]), picture.nv.frac2mm([...at])];
  const pan = (axis: number) => middle[axis] - zoom * mm[axis];
  placeCamera(picture, { ...camera, slicePan: [pan(0), pan(1), pan(2), zoom] });
}

function clamp(value: number, [low, high]: readonly [number, number]): number {
  return Math.min(high, Math.max(low, value));
}
