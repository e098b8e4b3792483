import type { FileVolume } from '../io/fileVolume';
import { guessRole, pickPair } from '../io/roles';
import { summariseValues } from '../io/valueSummary';
import type { OpenedFile } from '../protocol/scanCalls';

/** What the page is told of opened files; the best scan and the best mask stand first among their kind. */
export function describeFiles(
  opened: readonly { readonly fileId: number; readonly volume: FileVolume }[],
): OpenedFile[] {
  const candidates = opened.map(({ volume }) => ({
    name: volume.name,
    dims: volume.grid.dims,
    summary: summariseValues(volume.voxels),
  }));
  const pair = pickPair(candidates);
  const files = opened.map(({ fileId, volume }, index): OpenedFile => {
    const alone = guessRole(candidates[index]);
    const guess = index === pair.scan ? 'scan' : index === pair.mask ? 'mask' : alone.guess;
    const why = guess === alone.guess ? alone.why : `less like a ${alone.guess} than the other file (${alone.why})`;
    return { fileId, name: volume.name, dims: volume.grid.dims, datatype: volume.datatype, guess, why };
  });
  const isPicked = (file: OpenedFile) =>
    [pair.scan, pair.mask].some((i) => i !== null && opened[i].fileId === file.fileId);
  return [...files.filter(isPicked), ...files.filter((file) => !isPicked(file))];
}
