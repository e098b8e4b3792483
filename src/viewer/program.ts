/** A linked program with the places of its uniforms, in the shape in which NiiVue keeps its own. */
export interface Program {
  readonly program: WebGLProgram;
  readonly uniforms: Record<string, WebGLUniformLocation | null>;
  use(gl: WebGL2RenderingContext): void;
}

/** Compiles and links two shaders; throws with the compiler's words. */
export function buildProgram(gl: WebGL2RenderingContext, vertexSource: string, fragmentSource: string): Program {
  const program = gl.createProgram();
  const shaders = [compile(gl, gl.VERTEX_SHADER, vertexSource), compile(gl, gl.FRAGMENT_SHADER, fragmentSource)];
  for (const shader of shaders) gl.attachShader(program, shader);
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS))
    throw new Error(
      `shader: ${shaders.map((shader) => gl.getShaderInfoLog(shader)).join(' ') || gl.getProgramInfoLog(program)}`,
    );
  for (const shader of shaders) gl.deleteShader(shader);
  return { program, uniforms: uniformsOf(gl, program), use: (context) => context.useProgram(program) };
}

function compile(gl: WebGL2RenderingContext, type: GLenum, source: string): WebGLShader {
  const shader = gl.createShader(type);
  if (!shader) throw new Error('the WebGL context is lost');
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  return shader;
}

function uniformsOf(gl: WebGL2RenderingContext, program: WebGLProgram): Program['uniforms'] {
  const places: Program['uniforms'] = {};
  const count: number = gl.getProgramParameter(program, gl.ACTIVE_UNIFORMS);
  for (let i = 0; i < count; i++) {
    const name = gl.getActiveUniform(program, i)?.name;
    if (name) places[name] = gl.getUniformLocation(program, name);
  }
  return places;
}

/** A pass that draws nothing: every corner lies outside the screen. */
export const idleVertexShader = `#version 300 es
void main() {
  gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}
`;

export const idleFragmentShader = `#version 300 es
precision mediump float;
out vec4 nothing;
void main() {
  nothing = vec4(0.0);
}
`;
