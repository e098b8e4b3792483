import type { AdapterFacts, MachineFacts, RoomReport } from '../../core/room';
import { adapterFeatures } from '../../core/room';
import { formatCount } from '../format';
import { Named } from '../parts/Named';
import styles from './room.module.css';
import { formatBytes } from './roomWords';

/** Browser, processor and graphics adapter, as far as they are told. */
export function MachineList({ report }: { readonly report: RoomReport }) {
  const rows = [...machineRows(report.machine), ...adapterRows(report.adapter)];
  return (
    <dl className={styles.facts} aria-label="Machine">
      {rows.map(({ name, value, explanation }) => (
        <div key={name}>
          <dt>{explanation === undefined ? name : <Named name={name} explanation={explanation} />}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface Row {
  readonly name: string;
  readonly value: string;
  readonly explanation?: string;
}

function machineRows({ isSecure, browser, cores, memoryGiB }: MachineFacts): Row[] {
  return [
    { name: 'Browser', value: browser },
    {
      name: 'Secure context',
      value: isSecure ? 'yes' : 'no',
      explanation: 'https, localhost or a file. Without it browsers withhold WebGPU.',
    },
    { name: 'Processor cores', value: cores === null ? 'not told' : formatCount(cores) },
    {
      name: 'Memory',
      value: memoryGiB === null ? 'not told' : `${memoryGiB} GiB or more`,
      explanation: 'As the browser tells it, rounded down.',
    },
  ];
}

function adapterRows(adapter: AdapterFacts | null): Row[] {
  if (!adapter) return [{ name: 'Graphics adapter', value: 'none that WebGPU may use' }];
  const { device, isSoftware, limits, features } = adapter;
  const has = adapterFeatures.filter((name) => features[name]);
  const lacks = adapterFeatures.filter((name) => !features[name]);
  return [
    { name: 'Graphics adapter', value: isSoftware ? `${device}, software` : device },
    {
      name: 'Features',
      value: [has.join(', '), lacks.length > 0 ? `without ${lacks.join(', ')}` : ''].filter(Boolean).join('; '),
      explanation: 'What kernels could use: half precision, sums within a subgroup, times of the GPU’s own clock.',
    },
    {
      name: 'Largest binding',
      value: formatBytes(limits.maxStorageBufferBindingSize),
      explanation: 'maxStorageBufferBindingSize: no single array may be larger.',
    },
    { name: 'Largest buffer', value: formatBytes(limits.maxBufferSize), explanation: 'maxBufferSize' },
    {
      name: 'Workgroups',
      value: formatCount(limits.maxComputeWorkgroupsPerDimension),
      explanation: 'maxComputeWorkgroupsPerDimension: how far one kernel can reach along an axis.',
    },
    {
      name: 'Arrays a kernel',
      value: formatCount(limits.maxStorageBuffersPerShaderStage),
      explanation: 'maxStorageBuffersPerShaderStage: how many arrays one kernel can read and write.',
    },
  ];
}
