export { convolve } from './convolve';
export { filterGradient } from './filterGradient';
export { moments, normLeaky, normLeakyInput, normLeakySums } from './norm';
export { clear, copyRows, packFilter, scatter, sumBlocks } from './rearrange';
export { gatherRows, regionSums } from './regions';
export { winogradConvolve } from './winograd';
export { finishWinogradFilter, packWinogradFilter } from './winogradFilter';
export { winogradFilterGradient } from './winogradFilterGradient';
