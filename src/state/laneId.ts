/** The lanes a page can hold, in the order in which they are added; A is always there. */
export const laneIds = ['A', 'B', 'C', 'D'] as const;
export type LaneId = (typeof laneIds)[number];
