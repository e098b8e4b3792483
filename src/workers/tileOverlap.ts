/** Overlap of neighbouring tiles of a prediction, as a part of their length (nnU-Net's). Half of it is twice as fast but leaves false blobs at the seams. */
export const tileOverlap = 0.5;
