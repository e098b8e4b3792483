import type { OpenedFile } from '../../protocol/scanCalls';

export interface FilePair {
  readonly scan: OpenedFile;
  readonly mask: OpenedFile;
}

/** Which scans and masks belong together: each mask with the scan whose name begins most like its own, each scan once; and what is left over. */
export function pairFiles(files: readonly OpenedFile[]): {
  readonly pairs: readonly FilePair[];
  readonly left: readonly OpenedFile[];
} {
  const scans = files.filter(({ guess }) => guess === 'scan');
  const masks = files.filter(({ guess }) => guess === 'mask');
  const likely = masks
    .flatMap((mask) => scans.map((scan) => ({ scan, mask, alike: commonStart(scan.name, mask.name) })))
    .sort((a, b) => b.alike - a.alike || a.mask.fileId - b.mask.fileId || a.scan.fileId - b.scan.fileId);
  const taken = new Set<number>();
  const pairs: FilePair[] = [];
  for (const { scan, mask } of likely) {
    if (taken.has(scan.fileId) || taken.has(mask.fileId)) continue;
    taken.add(scan.fileId).add(mask.fileId);
    pairs.push({ scan, mask });
  }
  const inOrder = pairs.sort((a, b) => a.mask.fileId - b.mask.fileId);
  return { pairs: inOrder, left: files.filter(({ fileId }) => !taken.has(fileId)) };
}

function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a[length].toLowerCase() === b[length].toLowerCase()) length++;
  return length;
}
