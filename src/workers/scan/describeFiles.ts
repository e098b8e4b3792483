import { type Candidate, guessRole, pickPair } from '../../io/roles';
import type { OpenedFile } from '../../protocol/scanCalls';

/** An opened file without its voxels. */
export interface SeenFile extends Candidate {
  readonly fileId: number;
  readonly datatype: string;
}

/** What the page is told of opened files; the best scan and the best mask stand first among their kind. */
export function describeFiles(opened: readonly SeenFile[]): OpenedFile[] {
  const pair = pickPair(opened);
  const files = opened.map((candidate, index): OpenedFile => {
    const { fileId, name, dims, datatype } = candidate;
    const alone = guessRole(candidate);
    const guess = index === pair.scan ? 'scan' : index === pair.mask ? 'mask' : alone.guess;
    const why = guess === alone.guess ? alone.why : `less like a ${alone.guess} than the other file (${alone.why})`;
    return { fileId, name, dims, datatype, guess, why };
  });
  const isPicked = (file: OpenedFile) =>
    [pair.scan, pair.mask].some((i) => i !== null && opened[i].fileId === file.fileId);
  return [...files.filter(isPicked), ...files.filter((file) => !isPicked(file))];
}
