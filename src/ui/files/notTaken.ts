import type { AppState } from '../../state/model';

/** Which files lie beside a scan without a mask because they do not look like one, and what to do if one of them is. */
export function notTaken({ openCase, openFiles }: Pick<AppState, 'openCase' | 'openFiles'>): readonly string[] {
  if (openCase?.source.kind !== 'files' || openCase.hasMask || !openFiles) return [];
  const { scanId } = openCase.source;
  return openFiles.files
    .filter(({ fileId, guess }) => fileId !== scanId && guess === 'scan')
    .map(({ name, why }) => `${name} was not taken for the mask (${why}). If it is the mask, choose it above.`);
}
