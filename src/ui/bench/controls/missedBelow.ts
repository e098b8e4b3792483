/** Below this mean probability nothing is predicted of a blob: one that was ticked as missed has 4e-11. */
export const missedBelow = 1e-6;
