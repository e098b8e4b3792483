import { probability } from '../losses/criteria/quantities';
import type { Evaluation } from '../metrics/evaluation';
import { explainPair } from '../metrics/matching/explain';
import { explainPrediction } from '../metrics/matching/explainPrediction';
import { type Triple, voxelAt, voxelVolumeMm3 } from '../volume';
import { type BenchCase, cellOf } from './benchCase';
import { visitComponents } from './componentVoxels';
import { voxelsOfBlob } from './edits/body';
import type { FollowedLabelling } from './following/followedComponents';
import type { Component } from './following/followingComponents';

/** One predicted component as the chosen rule judges it. */
export interface PredictedComponent {
  /** Its number, by which the reasons of blobs name it; null = below the minimum size, the rule does not see it. */
  readonly number: number | null;
  readonly voxels: number;
  readonly volumeMm3: number;
  /** Mean probability over its voxels, 0..1. */
  readonly meanProbability: number;
  /** Its own voxel nearest to its centre of mass. */
  readonly anchorVoxel: Triple;
  /** The blob that it shares most voxels with; of one that touches none, the blob nearest to its anchor; null = there is no blob. */
  readonly nearestBlob: number | null;
  readonly verdict: 'true' | 'false' | 'leftOut';
  /** Why, without a full stop: "false: touches no blob". */
  readonly why: string;
}

/** The false components, the largest first; of very many only the largest are listed. */
export interface FalseComponents {
  readonly count: number;
  readonly listed: readonly PredictedComponent[];
}

export interface ChosenComponent extends PredictedComponent {
  /** From its anchor to the nearest voxel of `nearestBlob`, centre to centre, mm; null = there is no blob. */
  readonly distanceMm: number | null;
  /** It and `nearestBlob` as a pair, without a full stop: "blob 3 and prediction 7 share 14 voxels: IoU 0.31 …"; null = they share none, or the rule leaves one of them out. */
  readonly pair: string | null;
}

/** A prediction with its components and what the chosen rule makes of them. */
export interface Judged {
  readonly benchCase: BenchCase;
  readonly logits: Float32Array;
  /** Of the connectivity that the evaluation was asked for. */
  readonly labelling: FollowedLabelling;
  readonly evaluation: Evaluation;
}

/** More false components than this are counted, not listed. */
export const mostListed = 500;

/** The components that the chosen rule takes as false. */
export function falseComponents(judged: Judged): FalseComponents {
  const numbers = numbersOf(judged);
  const isFalse = new Set(judged.evaluation.matching.falsePredictions);
  const found = judged.labelling.inOrder.filter((component) => isFalse.has(numbers.get(component) ?? 0));
  found.sort((a, b) => b.voxels - a.voxels || a.first - b.first);
  return { count: found.length, listed: describeComponents(judged, numbers, found.slice(0, mostListed)) };
}

/** The component that holds a voxel, with all of its voxels ascending; null = nothing is predicted there. */
export function componentAt(
  judged: Judged,
  voxel: number,
): { readonly component: ChosenComponent; readonly voxels: Int32Array<ArrayBuffer> } | null {
  const { benchCase, labelling } = judged;
  const number = labelling.components.ids[voxel];
  if (number === 0) return null;
  const found = labelling.components.list()[number - 1];
  const [described] = describeComponents(judged, numbersOf(judged), [found]);
  const voxels = new Int32Array(described.voxels);
  let count = 0;
  visitComponents(labelling.components, [found], (v) => {
    voxels[count++] = v;
  });
  const distanceMm = distanceToBlob(benchCase, described);
  return { component: { ...described, distanceMm, pair: pairOf(judged.evaluation, described) }, voxels };
}

function pairOf({ chosenPair: { table }, matching }: Evaluation, component: PredictedComponent): string | null {
  const { number, nearestBlob } = component;
  if (number === null || nearestBlob === null) return null;
  const isShared = table.ofReference[nearestBlob]?.some(({ prediction }) => prediction === number);
  return isShared ? explainPair(table, matching, nearestBlob, number) : null;
}

/** The number that the rule knows each component by; those below the minimum size have none. */
function numbersOf({ labelling, evaluation }: Judged): ReadonlyMap<Component, number> {
  const seen = labelling.inOrder.filter(({ voxels }) => voxels >= evaluation.settings.minVoxels);
  return new Map(seen.map((component, n) => [component, n + 1]));
}

function describeComponents(
  judged: Judged,
  numbers: ReadonlyMap<Component, number>,
  chosen: readonly Component[],
): readonly PredictedComponent[] {
  const { benchCase, labelling, evaluation } = judged;
  const shared = labelling.sharedWith(evaluation.pair.reference.components);
  const { means, anchors } = measure(judged, chosen);
  const isFalse = new Set(evaluation.matching.falsePredictions);
  return chosen.map((component, which) => {
    const number = numbers.get(component) ?? null;
    const { voxels } = component;
    return {
      number,
      voxels,
      volumeMm3: voxels * voxelVolumeMm3(benchCase.grid),
      meanProbability: means[which],
      anchorVoxel: voxelAt(benchCase.grid.dims, anchors[which]),
      nearestBlob: mostShared(shared.of(component)) ?? (cellOf(benchCase, anchors[which]) || null),
      verdict: number === null ? 'leftOut' : isFalse.has(number) ? 'false' : 'true',
      why:
        number === null
          ? `not counted: fewer than ${evaluation.settings.minVoxels.toLocaleString('en')} voxels`
          : isFalse.has(number) && areLeftOut(judged, shared.of(component))
            ? `false: touches only ${tooSmall([...shared.of(component).keys()])}`
            : explainPrediction(evaluation.chosenPair.table, evaluation.matching, number),
    };
  });
}

/** Whether a component shares voxels with blobs below the minimum size only; false where it touches none. */
function areLeftOut({ benchCase, evaluation }: Judged, shared: ReadonlyMap<number, number>): boolean {
  const { minVoxels } = evaluation.settings;
  return shared.size > 0 && [...shared.keys()].every((blob) => benchCase.blobs[blob - 1].voxels < minVoxels);
}

function tooSmall(blobs: readonly number[]): string {
  if (blobs.length === 1) return `blob ${blobs[0]}, which is too small to take part`;
  return `${blobs.length.toLocaleString('en')} blobs, which are too small to take part`;
}

/** Mean probability and anchor of some components, in two passes over their voxels. */
function measure({ benchCase: { grid }, logits, labelling }: Judged, chosen: readonly Component[]) {
  const { dims, spacingMm } = grid;
  const [nx, ny] = dims;
  const places = chosen.map(() => [0, 0, 0]);
  const sums = new Float64Array(chosen.length);
  const counts = new Float64Array(chosen.length);
  visitComponents(labelling.components, chosen, (v, which) => {
    const place = places[which];
    place[0] += v % nx;
    place[1] += Math.floor(v / nx) % ny;
    place[2] += Math.floor(v / (nx * ny));
    sums[which] += probability.at(logits[v], true);
    counts[which]++;
  });
  const anchors = new Int32Array(chosen.length);
  const nearest = new Float64Array(chosen.length).fill(Number.POSITIVE_INFINITY);
  visitComponents(labelling.components, chosen, (v, which) => {
    const [x, y, z] = places[which];
    const count = counts[which];
    const squared =
      ((v % nx) - x / count) ** 2 * spacingMm[0] ** 2 +
      ((Math.floor(v / nx) % ny) - y / count) ** 2 * spacingMm[1] ** 2 +
      (Math.floor(v / (nx * ny)) - z / count) ** 2 * spacingMm[2] ** 2;
    if (squared >= nearest[which]) return;
    nearest[which] = squared;
    anchors[which] = v;
  });
  return { means: sums.map((sum, which) => sum / counts[which]), anchors };
}

function mostShared(shared: ReadonlyMap<number, number>): number | null {
  let [best, most] = [null as number | null, 0];
  for (const [blob, voxels] of shared)
    if (voxels > most || (voxels === most && blob < (best ?? 0))) [best, most] = [blob, voxels];
  return best;
}

function distanceToBlob(benchCase: BenchCase, { anchorVoxel, nearestBlob }: PredictedComponent): number | null {
  if (nearestBlob === null) return null;
  const { dims, spacingMm } = benchCase.grid;
  let least = Number.POSITIVE_INFINITY;
  for (const v of voxelsOfBlob(benchCase, nearestBlob)) {
    const at = voxelAt(dims, v);
    const squared = at.reduce((sum, c, a) => sum + ((c - anchorVoxel[a]) * spacingMm[a]) ** 2, 0);
    if (squared < least) least = squared;
  }
  return Math.sqrt(least);
}
