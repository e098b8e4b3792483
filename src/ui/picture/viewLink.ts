import type { View, ViewerPort } from '../../viewer/port';

/** Pictures of the same scan that look alike: what the hand does to one is done to the others. */
export interface ViewLink {
  /** Takes a picture in; it looks as the others do. Returns how to leave. */
  join(port: ViewerPort): () => void;
  /** The hand is on this picture: only its views count from now on. */
  lead(port: ViewerPort): void;
  tell(from: ViewerPort, view: View): void;
}

export function createViewLink(): ViewLink {
  const ports = new Set<ViewerPort>();
  let leader: ViewerPort | null = null;
  let last: View | null = null;
  return {
    join(port) {
      leader ??= port;
      ports.add(port);
      if (last && port !== leader) port.follow(last);
      return () => {
        ports.delete(port);
        if (leader === port) leader = [...ports][0] ?? null;
      };
    },
    lead(port) {
      leader = port;
    },
    tell(from, view) {
      if (leader !== null && from !== leader) return;
      last = view;
      for (const port of ports) if (port !== from) port.follow(view);
    },
  };
}
