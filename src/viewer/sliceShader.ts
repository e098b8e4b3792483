/**
 * The fragment shader of the three slices: the scan, the overlay's voxels with an outline one screen pixel wide, a pale halo round the
 * highlighted index, and a crosshair one pixel wide that leaves its centre free. NiiVue sets `volume`, `drawing`, `colormap` (its last row is
 * our colour table), `axCorSag` and `drawOpacity`; we set the rest. One uniform a line: NiiVue finds their names by a pattern.
 */
export const sliceShader = `#version 300 es
precision highp int;
precision highp float;
uniform highp sampler3D volume;
uniform highp sampler3D drawing;
uniform highp sampler2D colormap;
uniform int axCorSag;
uniform float drawOpacity;
uniform float outlineOpacity;
uniform float pixelRatio;
uniform bool hasHighlight;
uniform vec2 shadeRange;
uniform vec3 crosshair;
uniform vec3 crosshairColour;
in vec3 texPos;
out vec4 color;

const int highlightSlot = 255;

int slotAt(vec3 at) {
  if (any(lessThan(at, vec3(0.0))) || any(greaterThan(at, vec3(1.0)))) return 0;
  return int(texture(drawing, at).r * 255.0 + 0.5);
}

bool isOnCrosshair(vec3 pixelSize) {
  vec3 distance = abs(texPos - crosshair) / max(pixelSize, vec3(1e-9));
  vec2 inPlane = axCorSag == 0 ? distance.xy : (axCorSag == 1 ? distance.xz : distance.yz);
  float ratio = pixelRatio;
  return min(inPlane.x, inPlane.y) <= 0.5 * ratio && max(inPlane.x, inPlane.y) > 7.0 * ratio;
}

void main() {
  vec3 right = dFdx(texPos);
  vec3 up = dFdy(texPos);
  vec3 shade = clamp((texture(volume, texPos).rgb - shadeRange.x) / (shadeRange.y - shadeRange.x), 0.0, 1.0);
  int slot = slotAt(texPos);
  bool isEdge = false;
  bool isHalo = false;
  for (int i = 0; i < 8; i++) {
    if (!hasHighlight && i % 2 == 1) continue;
    float turn = float(i) * 0.7853981634;
    vec3 toward = (right * cos(turn) + up * sin(turn)) * pixelRatio;
    if (slotAt(texPos + toward) != slot) isEdge = true;
    if (hasHighlight && slotAt(texPos + 2.0 * toward) == highlightSlot) isHalo = true;
  }
  if (slot > 0) {
    vec4 entry = texelFetch(colormap, ivec2(slot, textureSize(colormap, 0).y - 1), 0);
    float strength = isEdge ? max(drawOpacity, outlineOpacity) : drawOpacity;
    shade = mix(shade, entry.rgb, sqrt(entry.a) * strength);
  }
  if (isHalo && slot != highlightSlot && outlineOpacity > 0.0) shade = mix(shade, vec3(1.0), 0.85);
  if (isOnCrosshair(abs(right) + abs(up))) shade = mix(shade, crosshairColour, 0.75);
  color = vec4(shade, 1.0);
}
`;
