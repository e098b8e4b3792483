export { convolve } from './convolve';
export { filterGradient } from './filterGradient';
export { moments, normLeaky, normLeakyInput, normLeakySums } from './norm';
export { clear, copyRows, packFilter, scatter, sumBlocks } from './rearrange';
export { gatherRows, regionSums } from './regions';
