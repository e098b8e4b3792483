import type { Picture, Scene } from './scene';
export function makeLiver(scene: Scene): Picture {
  return { spacingMm: 1, scan: new Float32Array(scene.size ** 3), instances: new Int32Array(scene.size ** 3) };
}
