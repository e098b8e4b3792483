import type { Connectivity } from '../case';
import type { Dims, Triple } from '../volume';
import { keepAboveVolume, keepLarge } from './filter';
import { type InstanceScores, scoreInstances } from './instances';
import { LabelledPair } from './labelled';
import { type BratsTask, bratsTasks, type LesionWise, scoreLesions, sumUpLesions } from './lesionWise';
import { matchInstances } from './matching/matchInstances';
import type { Matching } from './matching/matching';
import type { MatchingRule } from './matching/rule';
import type { PredictedComponents } from './predictedComponents';
import type { Reference } from './reference';
import type { SurfaceDistances, SurfaceKind } from './surface/distances';
import { countVoxels, type Emptiness, emptinessOf, type VoxelCounts } from './voxels';

/** What an evaluation is of, and how its own instance metrics are to be taken. */
export interface EvaluationSettings {
  readonly dims: Dims;
  readonly spacingMm: Triple;
  /** With which both masks were labelled; null when the components are not connected ones but numbered by the user. */
  readonly connectivity: Connectivity | null;
  readonly rule: MatchingRule;
  /** Components of fewer voxels take no part in the chosen rule, on either side; 1 = all do. */
  readonly minVoxels: number;
  /** Of the surface Dice. */
  readonly toleranceMm: number;
}

/**
 * A prediction held against a reference. Every part is computed when first asked for and kept: whoever asks only for counts pays no
 * distances. Makers' own metrics label both masks as their maker does, whatever the chosen connectivity.
 */
export class Evaluation {
  readonly settings: EvaluationSettings;
  /** The components as given. */
  readonly pair: LabelledPair;
  readonly voxels: VoxelCounts;
  readonly emptiness: Emptiness;
  private readonly kept = new Map<string, unknown>();

  /** Throws on unequal lengths. A `Reference` that is kept between evaluations keeps its cells and dilations. */
  constructor(reference: Reference, prediction: PredictedComponents, settings: EvaluationSettings) {
    this.settings = settings;
    this.pair = new LabelledPair(reference, prediction);
    this.voxels = countVoxels(this.pair.table);
    this.emptiness = emptinessOf(this.voxels);
  }

  /** The components that the chosen rule sees. */
  get chosenPair(): LabelledPair {
    const { minVoxels } = this.settings;
    if (minVoxels <= 1) return this.pair;
    return this.keep('chosen pair', () => {
      const { reference, prediction } = this.pair;
      return this.pairOf(
        reference.derived(`voxels ${minVoxels}`, (all) => keepLarge(all, minVoxels)),
        prediction.kept((voxels) => voxels >= minVoxels),
      );
    });
  }

  /** Which of the two has no component that the chosen rule sees. */
  get chosenEmptiness(): Emptiness {
    return this.keep('chosen emptiness', () => emptinessOf(countVoxels(this.chosenPair.table)));
  }

  get matching(): Matching {
    return this.keep('matching', () => matchInstances(this.settings.rule, this.chosenPair));
  }

  get scores(): InstanceScores {
    return this.keep('scores', () => scoreInstances(this.matching));
  }

  /** Between the two masks, whatever their components. */
  surfaces(kind: SurfaceKind): SurfaceDistances {
    const { reference, prediction } = this.pair;
    return this.keep(`surfaces ${kind}`, () =>
      prediction.distances(reference, { references: null, predictions: null }, kind),
    );
  }

  /** Both masks labelled with a connectivity of a maker, components of at most `aboveMm3` left out. */
  labelled(connectivity: Connectivity, aboveMm3 = 0): LabelledPair {
    return this.keep(`labelled ${connectivity} ${aboveMm3}`, () => {
      if (aboveMm3 > 0) return this.aboveVolume(this.labelled(connectivity), aboveMm3);
      if (connectivity === this.settings.connectivity) return this.pair;
      const { reference, prediction } = this.pair;
      return this.pairOf(reference.labelled(connectivity), prediction.labelled(connectivity));
    });
  }

  /** What a maker's own labelling and rule give. */
  makersScores(id: string, connectivity: Connectivity, rule: MatchingRule, aboveMm3 = 0): InstanceScores {
    return this.keep(`scores ${id}`, () => scoreInstances(matchInstances(rule, this.labelled(connectivity, aboveMm3))));
  }

  lesionWise(task: BratsTask): LesionWise {
    return this.keep(`lesion-wise ${task}`, () => {
      const { dilation, minVolumeMm3 } = bratsTasks[task];
      const pair = this.labelled(26);
      const scored = this.keep(`lesions ${dilation}`, () => scoreLesions(pair, dilation));
      return sumUpLesions(scored, minVolumeMm3, pair.table.predictionCount);
    });
  }

  private aboveVolume({ reference, prediction }: LabelledPair, volumeMm3: number): LabelledPair {
    const { voxelVolumeMm3 } = reference;
    return this.pairOf(
      reference.derived(`above ${volumeMm3}`, (all) => keepAboveVolume(all, volumeMm3, voxelVolumeMm3)),
      prediction.kept((voxels) => voxels * voxelVolumeMm3 > volumeMm3),
    );
  }

  /** The pair itself where both sides are the same as before. */
  private pairOf(reference: Reference, prediction: PredictedComponents): LabelledPair {
    const isSame = reference === this.pair.reference && prediction === this.pair.prediction;
    return isSame ? this.pair : new LabelledPair(reference, prediction);
  }

  private keep<Value>(key: string, make: () => Value): Value {
    if (!this.kept.has(key)) this.kept.set(key, make());
    return this.kept.get(key) as Value;
  }
}
