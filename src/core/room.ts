import type { BackendName } from './settings';
import type { StepSpeed } from './tier';

/** Limits of a graphics adapter that decide what fits, by their WebGPU names. */
export const adapterLimits = [
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBuffersPerShaderStage',
] as const;
export type AdapterLimit = (typeof adapterLimits)[number];

/** Features of a graphics adapter that kernels can use, by their WebGPU names. */
export const adapterFeatures = ['shader-f16', 'subgroups', 'timestamp-query'] as const;
export type AdapterFeature = (typeof adapterFeatures)[number];

export interface AdapterFacts {
  /** As the browser names it. */
  readonly device: string;
  /** Played by the processor. */
  readonly isSoftware: boolean;
  readonly limits: Readonly<Record<AdapterLimit, number>>;
  readonly features: Readonly<Record<AdapterFeature, boolean>>;
}

export interface MachineFacts {
  /** https, localhost or a file: without it browsers withhold WebGPU. */
  readonly isSecure: boolean;
  /** "Chrome 156 on Linux". */
  readonly browser: string;
  readonly cores: number | null;
  /** GiB, rounded and capped by the browser; null where it does not tell. */
  readonly memoryGiB: number | null;
}

/** How far an operation was from plain numbers at worst, in units of their largest; null where it gave no numbers. */
export interface OpCheck {
  readonly op: string;
  readonly maxError: number | null;
  readonly passed: boolean;
}

/** What a check found out about one backend. */
export interface BackendFinding {
  readonly name: BackendName;
  /** What it runs on; null where it did not start. */
  readonly device: string | null;
  /** Why it cannot be used, as a clause; null where all its numbers are right. */
  readonly refusal: string | null;
  readonly checks: readonly OpCheck[];
  /** Null where it was not measured. */
  readonly speed: StepSpeed | null;
}

/** What a machine is, without the backend that is used in the end. */
export interface MachineReport {
  readonly machine: MachineFacts;
  readonly adapter: AdapterFacts | null;
  readonly backends: readonly BackendFinding[];
}

/** What training needs, against what there is; in bytes. */
export interface MemoryReport {
  readonly patchSize: number;
  readonly batchSize: number;
  readonly baseWidth: number;
  readonly totalBytes: number;
  readonly tensorBytes: number;
  readonly totalLimit: number;
  readonly tensorLimit: number;
  /** A sentence with what to do, where it does not fit. */
  readonly refusal: string | null;
}

/** All that a Room check finds out. Nothing in it tells of a scan. */
export interface RoomReport extends MachineReport {
  readonly used: BackendName;
  /** The backend that was chosen by name cannot be used: a sentence with what to do; what is used instead was found automatically. */
  readonly refusedChoice: string | null;
  /** A sentence: which backend runs and why, and which were refused. */
  readonly why: string;
  readonly memory: MemoryReport;
}
