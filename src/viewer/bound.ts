import type { Niivue } from '@niivue/niivue';
import type { Program } from './program';

/** NiiVue and the canvas that it is bound to. */
export interface Bound {
  readonly nv: Niivue;
  readonly gl: WebGL2RenderingContext;
}

/** Sets uniforms of the slices' and of the 3-D view's shader; one that a shader does not have is passed over. */
export function forOurShaders({ nv, gl }: Bound, set: (uniforms: Program['uniforms']) => void): void {
  for (const shader of [nv.customSliceShader, nv.renderShader]) {
    if (!shader) continue;
    shader.use(gl);
    set(shader.uniforms);
  }
}
