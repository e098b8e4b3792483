import type { TableHead } from '../../../core/benchCsv';
import { ruleMakers, ruleWords } from '../../../core/metrics/matching/ruleWords';
import type { LossSettings } from '../../../core/settings';
import { editWords, startWords } from '../../../lessons/bench';
import { baseCards, schemeCards } from '../../../lessons/losses';
import { lossWords, parametersOf } from '../../../lessons/settings';
import type { AppState } from '../../../state/model';
import { formatDims, formatMany, formatSpacing } from '../../format';

/** What the numbers of the bench belong to: files, prediction, loss, rule. Stands above every table that is saved. */
export function benchFacts({ openCase, openFiles, bench, benchSettings }: AppState): TableHead {
  if (!openCase || bench.phase !== 'open') return [];
  const { loss, threshold, instances, toleranceMm, surestError } = benchSettings;
  const { start, lastEdit } = bench.answer;
  const nameOf = (id: number | null | undefined) => openFiles?.files.find(({ fileId }) => fileId === id)?.name;
  const { source, grid } = openCase;
  const files =
    source.kind === 'files'
      ? [
          ['scan file', nameOf(source.scanId) ?? 'none'],
          ['mask file', nameOf(source.maskId) ?? 'none'],
        ]
      : [];
  const facts = [
    ['case', openCase.name],
    ...files,
    ['grid', `${formatDims(grid.dims)} voxels of ${formatSpacing(grid.spacingMm)}`],
    ['blobs', `${openCase.blobs.length} · neighbours in the mask ${openCase.connectivity}`],
    ['prediction', `began as ${startWords(start)}${lastEdit ? ` · last touch: ${editWords(lastEdit)}` : ''}`],
    ['loss', lossFacts(loss)],
    ['errors in pulls', surestError < 1 ? `no surer than ${surestError}` : 'as sure as they are'],
    ['threshold', `above ${threshold}`],
    ['neighbours in the prediction', String(instances.connectivity)],
    ['smallest size', formatMany(instances.minimumVoxels, 'voxel')],
    ['matching rule', `${ruleWords(instances.rule)} (${ruleMakers[instances.rule.kind]})`],
    ['tolerance of NSD', `${toleranceMm} mm`],
  ];
  return facts.map(([name, value]) => [name, value] as const);
}

const noted = ['case', 'scan file', 'mask file', 'prediction', 'loss', 'threshold', 'matching rule'];

/** The facts that a saved picture cannot do without, in a line. */
export function benchNote(state: AppState): string {
  return benchFacts(state)
    .filter(([name]) => noted.includes(name))
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ');
}

function lossFacts(loss: LossSettings): string {
  const { alpha, beta, base, scheme, masking } = loss;
  const terms = `${alpha} × global + ${beta} × ${schemeCards[scheme].name} over ${baseCards[base].name}`;
  const masked = scheme === 'blob' && beta > 0 ? [`masking ${masking}`] : [];
  const numbers = parametersOf(loss).map((name) => `${lossWords[name].name} ${loss[name] ?? 'none'}`);
  return [terms, ...masked, ...numbers].join(' · ');
}

/** "scan-ledger" for a file name, from the name of the case. */
export function benchFileName({ openCase }: Pick<AppState, 'openCase'>, what: string): string {
  const stem = (openCase?.name ?? 'bench').replace(/(\.nii|\.hdr)?(\.gz)?$/i, '').replace(/[^\w.-]+/g, '-');
  return `${stem || 'bench'}-${what}`;
}
