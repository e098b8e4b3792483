import type { CaseArrays, CaseFacts, Connectivity, MadeCaseName, MaskReading } from '../core/case';
import type { MaskSizes } from '../core/maskSizes';
import type { PhantomSettings } from '../core/phantoms/settings';
import type { Scores } from '../core/terms';
import type { Dims } from '../core/volume';
import type { BenchAsk, BenchReply, StudyAsk, StudyReply } from './benchCalls';
import type { Call } from './wire';

/** Progress of long work: 0..1 and a word for what is being done. */
export interface Progress {
  readonly fraction: number;
  readonly what: string;
}

/** One readable volume among the files that were dropped; the voxels stay in the worker under `fileId`. */
export interface OpenedFile {
  readonly fileId: number;
  readonly name: string;
  readonly dims: Dims;
  readonly datatype: string;
  readonly guess: 'scan' | 'mask';
  /** Why it was taken for that, in words: "named …_seg", "2 whole values". */
  readonly why: string;
}

/** What became of dropped files: volumes that could be read, and a sentence for each that could not. */
export interface OpenedFiles {
  readonly files: readonly OpenedFile[];
  readonly refused: readonly { readonly name: string; readonly message: string }[];
}

/** A file that was numbered and not read. */
export type NamedFile = Pick<OpenedFile, 'fileId' | 'name'>;

/** The blobs of one mask as a survey counts them. */
export interface MeasuredMask {
  readonly mask: MaskSizes;
  readonly dims: Dims;
  readonly datatype: string;
  /** Sentences about what was odd in the file, and how it was read. */
  readonly remarks: readonly string[];
}

export interface OpenedCase {
  readonly facts: CaseFacts;
  readonly arrays: CaseArrays;
}

/** How a case is asked for. */
export type CaseAsk =
  | { readonly name: 'phantom'; readonly ask: ScanCalls['phantom']['ask'] }
  | { readonly name: 'made'; readonly ask: ScanCalls['made']['ask'] }
  | { readonly name: 'assemble'; readonly ask: ScanCalls['assemble']['ask'] };

/** The calls that the scan worker answers. It remembers the files and the last case; a failed call changes neither. */
export type ScanCalls = {
  readonly phantom: Call<
    { readonly settings: PhantomSettings; readonly connectivity: Connectivity },
    OpenedCase,
    Progress
  >;
  /** A case made for one lesson, always the same. */
  readonly made: Call<{ readonly made: MadeCaseName; readonly connectivity: Connectivity }, OpenedCase, Progress>;
  readonly open: Call<{ readonly files: readonly File[] }, OpenedFiles, Progress>;
  /** Numbers files as `open` would, without reading them: so a fresh worker knows them by the ids they had before. Image files of a pair are not named. */
  readonly knowFiles: Call<{ readonly files: readonly File[] }, readonly NamedFile[], Progress>;
  /** The sizes of a mask's blobs. Its voxels are read for this and let go; what is open stays. */
  readonly measureMask: Call<
    { readonly fileId: number; readonly reading: MaskReading; readonly connectivity: Connectivity },
    MeasuredMask,
    Progress
  >;
  /** Puts files together as the case; null = that part is not given. Voxels of other files are let go; they are read again when they are named again. */
  readonly assemble: Call<
    {
      readonly scanId: number | null;
      readonly maskId: number | null;
      readonly reading: MaskReading;
      readonly connectivity: Connectivity;
    },
    OpenedCase,
    Progress
  >;
  /** Makes a case as these calls would, and keeps nothing of it: what is open stays. */
  readonly guest: Call<CaseAsk, OpenedCase, Progress>;
  /** The same case labelled anew. */
  readonly relabel: Call<{ readonly connectivity: Connectivity }, OpenedCase, Progress>;
  /** Scores a prediction of the open case; `probability` null = the last one given. `outcome`: one byte per voxel, see core/terms. */
  readonly score: Call<
    { readonly probability: Float32Array | null; readonly threshold: number },
    { readonly scores: Scores; readonly outcome: Uint8Array },
    Progress
  >;
  /** Touches the prediction on the bench, which the first `begin` puts there, and asks about it. Another case takes the bench away. */
  readonly bench: Call<BenchAsk, BenchReply, Progress>;
  /** A longer question about the prediction on the bench; it can be cancelled. */
  readonly benchStudy: Call<StudyAsk, StudyReply, Progress>;
};
