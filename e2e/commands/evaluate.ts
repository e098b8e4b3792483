import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { compactInstances, rankBlobs } from '../../src/core/blobs';
import type { Connectivity } from '../../src/core/case';
import type { Components } from '../../src/core/components';
import { InputError, noMonitor } from '../../src/core/errors';
import { checkCount, checkProbabilities, checkSameGrid, labelInstances } from '../../src/core/metrics/checkInput';
import { Evaluation } from '../../src/core/metrics/evaluation';
import { defaultRules, type MatchingRule, matchingKinds } from '../../src/core/metrics/matching/rule';
import { LabelledMask } from '../../src/core/metrics/predictedComponents';
import { Reference } from '../../src/core/metrics/reference';
import { reportEvaluation } from '../../src/core/metrics/report';
import { defaultThresholds, type Sweep, sweepThresholds } from '../../src/core/metrics/sweep';
import type { FileVolume } from '../../src/io/fileVolume';
import { findReaders } from '../../src/io/readers';
import { summariseValues } from '../../src/io/valueSummary';
import { readMask } from '../../src/workers/scan/readMask';
import { reportAsJson, reportAsText } from './evaluateReport';

const usage = `npm run evaluate -- --reference A.nii.gz --prediction B.nii.gz [options]: all metrics of a prediction, and why each blob was matched or not.
  --rule R            ${matchingKinds.join(', ')} (default anyOverlap)
  --score S           iou (default) or dice, of the rules that pair by score
  --at N              the rule's own threshold (share, score or cell Dice), instead of its maker's
  --connectivity N    6, 18 or 26 (default)
  --min-voxels N      leaves smaller components out of the chosen rule, on both sides (default 1)
  --instances         the values of both files number the instances; they are not labelled anew
  --threshold N       a prediction with fractions counts as inside above N (default 0.5), and is swept over thresholds
  --tolerance N       of the surface Dice, mm (default 1)
  --json              JSON instead of tables`;

const options = readOptions();

const scores = ['iou', 'dice'] as const;

/** The largest value of each, all from 0 on: scores, shares and probabilities end at 1. */
const mostOf = { at: 1, 'min-voxels': 1e9, threshold: 1, tolerance: 1e6 } as const;

try {
  if (options.help || !options.reference || !options.prediction) process.stdout.write(`${usage}\n`);
  else await evaluate(options.reference, options.prediction);
} catch (error) {
  if (!(error instanceof Error)) throw error;
  process.stderr.write(`${error instanceof InputError ? error.message : `${error.message}\n${usage}`}\n`);
  process.exitCode = 1;
}

async function evaluate(referencePath: string, predictionPath: string): Promise<void> {
  const connectivity = readConnectivity();
  const rule = readRule();
  const [reference, prediction] = [await readVolume(referencePath), await readVolume(predictionPath)];
  checkSameGrid(reference.grid, prediction.grid);
  const { dims, spacingMm } = reference.grid;
  const probability = probabilityOf(prediction);
  const known = new Reference(labelFile(reference, connectivity, maskOf), dims, spacingMm);
  const threshold = probability ? readNumber('threshold') : 0;
  const predicted = labelFile(prediction, connectivity, ({ voxels }) => above(voxels, threshold));
  const evaluation = new Evaluation(known, new LabelledMask(predicted, dims), {
    dims,
    spacingMm,
    connectivity: options.instances ? null : connectivity,
    rule,
    minVoxels: readNumber('min-voxels'),
    toleranceMm: readNumber('tolerance'),
  });
  const report = reportEvaluation(evaluation);
  const sweep = probability && !options.instances ? sweepOf(evaluation, probability, connectivity, rule) : null;
  const files = { reference: basename(referencePath), prediction: basename(predictionPath) };
  const text = options.json ? reportAsJson : reportAsText;
  process.stdout.write(`${text({ files, report, sweep, emptiness: evaluation.emptiness })}\n`);
}

function sweepOf(
  evaluation: Evaluation,
  probability: Float32Array,
  connectivity: Connectivity,
  rule: MatchingRule,
): Sweep {
  return sweepThresholds(evaluation.chosenPair.reference, probability, {
    connectivity,
    rule,
    minVoxels: readNumber('min-voxels'),
    thresholds: defaultThresholds,
  });
}

async function readVolume(path: string): Promise<FileVolume> {
  if (!existsSync(path))
    throw new InputError({ found: `${path} is not there`, expected: 'a NIfTI file', todo: 'Check its name' });
  const [file] = await findReaders([new File([readFileSync(path)], basename(path))]);
  const volume = await file.read(noMonitor);
  for (const remark of volume.remarks) process.stderr.write(`${volume.name}: ${remark}\n`);
  return volume;
}

/** The values of a file with fractions; null for one of whole numbers, which is a mask. */
function probabilityOf({ voxels }: FileVolume): Float32Array | null {
  if (summariseValues(voxels).isWhole) return null;
  checkProbabilities(voxels);
  return Float32Array.from(voxels);
}

/** A reference as the page reads it: from 0.5 where its values are fractions, which is said. */
function maskOf({ name, voxels }: FileVolume): Uint8Array {
  const { foreground, remarks } = readMask(voxels, summariseValues(voxels), { kind: 'all' });
  for (const remark of remarks) process.stderr.write(`${name}: ${remark}\n`);
  return foreground.kind === 'binary' ? foreground.mask : above(foreground.ids, 0);
}

/** In float32, as the sweep has the probabilities: so one that equals the threshold is not above it. */
function above(voxels: ArrayLike<number>, threshold: number): Uint8Array {
  const limit = Math.fround(threshold);
  return Uint8Array.from(voxels, (value) => (Math.fround(value) > limit ? 1 : 0));
}

/** Ids by falling size, so that blob 1 is the largest. */
function labelFile(
  volume: FileVolume,
  connectivity: Connectivity,
  cut: (volume: FileVolume) => Uint8Array,
): Components {
  try {
    const components = options.instances
      ? compactInstances(volume.voxels)
      : labelInstances(cut(volume), volume.grid.dims, connectivity);
    checkCount(components.count);
    return { ids: rankBlobs(components.ids, components.count), count: components.count };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError({ ...error.problem, found: `${volume.name}: ${error.problem.found}` });
  }
}

/** Throws nothing: of words that are no options it says so, with the usage, and ends. */
function readOptions() {
  try {
    return parseArgs({
      options: {
        reference: { type: 'string' },
        prediction: { type: 'string' },
        rule: { type: 'string', default: 'anyOverlap' },
        score: { type: 'string', default: 'iou' },
        at: { type: 'string' },
        connectivity: { type: 'string', default: '26' },
        'min-voxels': { type: 'string', default: '1' },
        instances: { type: 'boolean', default: false },
        threshold: { type: 'string', default: '0.5' },
        tolerance: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}\n`);
    process.exit(1);
  }
}

function readRule(): MatchingRule {
  const kind = matchingKinds.find((name) => name === options.rule);
  if (!kind) throw new Error(`There is no rule "${options.rule}".`);
  const score = scores.find((name) => name === options.score);
  if (!score) throw new Error(`--score is ${scores.join(' or ')}, not "${options.score}".`);
  const rule = defaultRules[kind];
  const at = options.at === undefined ? null : readNumber('at');
  switch (rule.kind) {
    case 'greedy':
    case 'optimal':
    case 'manyToOne':
      return { ...rule, score, threshold: at ?? rule.threshold };
    case 'share':
      return { ...rule, minShare: at ?? rule.minShare };
    case 'voronoi':
      return { ...rule, minDice: at ?? rule.minDice };
    default:
      if (at !== null) throw new Error(`The rule "${kind}" has no single threshold to set with --at.`);
      return rule;
  }
}

function readConnectivity(): Connectivity {
  const known: readonly Connectivity[] = [6, 18, 26];
  const connectivity = known.find((value) => String(value) === options.connectivity);
  if (!connectivity) throw new Error(`Connectivity is 6, 18 or 26, not "${options.connectivity}".`);
  return connectivity;
}

function readNumber(name: keyof typeof mostOf): number {
  const text = options[name] ?? '';
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= mostOf[name]))
    throw new Error(`--${name} takes a number from 0 to ${mostOf[name].toLocaleString('en')}, not "${text}".`);
  return value;
}
