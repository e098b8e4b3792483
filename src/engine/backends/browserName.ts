/** "Chrome 156 on Linux", from what the browser calls itself; "an unknown browser" where that says nothing we know. */
export function browserName(userAgent: string): string {
  const name = browsers.map(([word, pattern]) => [word, userAgent.match(pattern)?.[1]]).find(([, version]) => version);
  const system = systems.find(([, pattern]) => pattern.test(userAgent))?.[0];
  const browser = name ? name.join(' ') : 'an unknown browser';
  return system ? `${browser} on ${system}` : browser;
}

/** The first that fits: all of them claim to be some of those below them. */
const browsers = [
  ['Edge', /Edg(?:A|iOS)?\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|HeadlessChrome|CriOS)\/(\d+)/],
  ['Safari', /Version\/(\d+(?:\.\d+)?).*Safari/],
] as const;

const systems = [
  ['Windows', /Windows/],
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['macOS', /Mac OS X/],
  ['ChromeOS', /CrOS/],
  ['Linux', /Linux/],
] as const;
