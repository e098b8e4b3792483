/** NiiVue's cube of the scan: world mm to the screen, and where in the texture its surface lies. */
export const renderVertexShader = `#version 300 es
layout(location = 0) in vec3 position;
layout(location = 1) in vec3 texturePosition;
uniform mat4 mvpMtx;
out vec3 entry;
void main() {
  gl_Position = mvpMtx * vec4(position, 1.0);
  entry = texturePosition;
}
`;

/**
 * The fragment shader of the 3-D view. A line of sight walks from the cube's front through the scan, which is a thin haze, and meets the overlay's
 * voxels as lit surfaces in their colours; haze takes at most a fifth of a colour, so that blobs deep inside stay legible. Lengths are in
 * parts of the longest side (`volScale` gives all three). NiiVue sets `rayDir`, `texVox`, `volScale` and the samplers; we set the rest.
 */
export const renderShader = `#version 300 es
precision highp int;
precision highp float;
uniform vec3 rayDir;
uniform vec3 texVox;
uniform vec3 volScale;
uniform highp sampler3D volume;
uniform highp sampler3D drawing;
uniform highp sampler2D colormap;
uniform float overlayStrength;
uniform float outlineOpacity;
uniform float pixelRatio;
uniform float stepVoxels;
uniform vec2 shadeRange;
uniform vec2 hazeGreys;
uniform vec3 crosshair;
uniform vec3 crosshairColour;
in vec3 entry;
out vec4 fColor;

const int stepsPerHaze = 3;
const float hazeDensity = 1.5;
const float leastColour = 0.8;

int slotAt(vec3 at) {
  return int(texelFetch(drawing, ivec3(at * texVox), 0).r * 255.0 + 0.5);
}

float isSlot(vec3 at, int slot) {
  return slotAt(at) == slot ? 1.0 : 0.0;
}

/** How much a surface of one slot faces the eye, from the slope of its occupancy over the voxels around. */
float lightAt(vec3 at, int slot, vec3 direction) {
  vec3 voxel = 1.0 / texVox;
  vec3 slope = vec3(0.0);
  for (int i = 0; i < 8; i++) {
    vec3 corner = vec3((i & 1) * 2 - 1, (i & 2) - 1, ((i & 4) >> 1) - 1);
    slope += corner * isSlot(at + corner * voxel, slot);
  }
  for (int axis = 0; axis < 3; axis++) {
    vec3 side = vec3(0.0);
    side[axis] = 1.5;
    slope += side * 2.0 * (isSlot(at + side * voxel, slot) - isSlot(at - side * voxel, slot));
  }
  vec3 normal = slope * texVox / volScale;
  float size = length(normal);
  return size == 0.0 ? 1.0 : 0.6 + 0.4 * max(0.0, dot(normal / size, direction));
}

/** Whether the crosshair's line along an axis passes through this pixel within the cube. */
bool isOnLine(int axis, vec3 direction) {
  vec3 along = vec3(0.0);
  along[axis] = 1.0;
  vec3 across = cross(direction, along);
  vec3 apart = entry * volScale - crosshair * volScale;
  float distance = dot(apart, normalize(across));
  vec3 onAxis = cross(direction, across);
  float position = crosshair[axis] * volScale[axis] + dot(apart, onAxis) / onAxis[axis];
  return abs(distance) <= 0.5 * fwidth(distance) * pixelRatio && position >= 0.0 && position <= volScale[axis];
}

void main() {
  vec3 direction = normalize(rayDir);
  vec3 exits = (step(0.0, direction) * volScale - entry * volScale) / direction;
  float way = min(exits.x, min(exits.y, exits.z));
  bool isCrosshair = isOnLine(0, direction) || isOnLine(1, direction) || isOnLine(2, direction);
  if (way <= 0.0) discard;
  int stepCount = int(ceil(length(direction / volScale * texVox) * way / stepVoxels));
  vec3 stride = direction / volScale * way / float(stepCount);
  float haze = hazeDensity * way / float(stepCount) * float(stepsPerHaze);
  int lastRow = textureSize(colormap, 0).y - 1;
  vec4 seen = vec4(0.0);
  int slotBefore = 0;
  float light = 1.0;
  vec3 at = entry + 0.5 * stride;
  for (int i = 0; i < stepCount && seen.a < 0.98; i++, at += stride) {
    if (i % stepsPerHaze == 1) {
      float shade = clamp((texture(volume, at).r - shadeRange.x) / (shadeRange.y - shadeRange.x), 0.0, 1.0);
      float thickness = (1.0 - seen.a) * min(1.0, haze * shade);
      seen += thickness * vec4(vec3(mix(hazeGreys.x, hazeGreys.y, shade)), 1.0);
    }
    int slot = overlayStrength > 0.0 ? slotAt(at) : 0;
    if (slot > 0) {
      // Heat has no outlines and no surfaces: it glows.
      if (slot != slotBefore && outlineOpacity > 0.0) light = lightAt(at, slot, direction);
      vec4 colour = texelFetch(colormap, ivec2(slot, lastRow), 0);
      float opacity = colour.a * overlayStrength;
      seen.rgb = mix(seen.rgb, colour.rgb * light, opacity * max(1.0 - seen.a, leastColour));
      seen.a += (1.0 - seen.a) * opacity;
    }
    slotBefore = slot;
  }
  if (isCrosshair) seen = mix(seen, vec4(crosshairColour, 1.0), 0.45);
  fColor = seen.a > 0.0 ? vec4(seen.rgb / seen.a, seen.a) : vec4(0.0);
}
`;
