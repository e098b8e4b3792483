import { adapterFeatures, adapterLimits, type RoomReport } from '../../core/room';
import { backendNames } from '../../lessons/settings';
import {
  formatError,
  memoryWords,
  operationRows,
  paceAt,
  problems,
  proofOf,
  roomCode,
  useOf,
  verdict,
  worst,
} from './roomWords';

/** The whole report as plain text, to be copied into a message. It holds nothing of a scan: no names, no sizes, no voxels. */
export function diagnostics(report: RoomReport): string {
  const sections = [
    ['Blobscope, Room check', verdict(report), `Code: ${roomCode(report)}`],
    problems(report),
    machineLines(report),
    backendLines(report),
    operationLines(report),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function machineLines({ machine, adapter, memory }: RoomReport): string[] {
  const { isSecure, browser, cores, memoryGiB } = machine;
  const lines = [
    `Browser: ${browser}`,
    `Secure context: ${isSecure ? 'yes' : 'no'}`,
    `Cores: ${cores ?? 'not told'}`,
    `Memory: ${memoryGiB === null ? 'not told' : `${memoryGiB} GiB or more`}`,
    `Adapter: ${adapter ? `${adapter.device}${adapter.isSoftware ? ' (software)' : ''}` : 'none'}`,
  ];
  if (adapter) {
    for (const limit of adapterLimits) lines.push(`${limit}: ${adapter.limits[limit]}`);
    for (const feature of adapterFeatures) lines.push(`${feature}: ${adapter.features[feature] ? 'yes' : 'no'}`);
  }
  return [...lines, memoryWords(memory)];
}

function backendLines(report: RoomReport): string[] {
  const lines = report.backends.map((finding) => {
    const { name, device, checks, speed } = finding;
    const facts = [
      device ?? 'did not start',
      proofOf(finding),
      checks.length > 0 ? `worst error ${formatError(worst(checks)?.maxError ?? null)}` : null,
      speed ? `steps/s: ${paceAt(speed, 24)} at 24³, ${paceAt(speed, 32)} at 32³` : null,
      useOf(finding, report),
    ];
    return `${backendNames[name]}: ${facts.filter(Boolean).join('; ')}`;
  });
  return [...lines, report.why];
}

function operationLines(report: RoomReport): string[] {
  const names = report.backends.map(({ name }) => backendNames[name]).join(' | ');
  const rows = operationRows(report).map(({ words, checks }) => {
    const cells = checks.map((check) =>
      check ? `${formatError(check.maxError)}${check.passed ? '' : ' WRONG'}` : '–',
    );
    return `${words}: ${cells.join(' | ')}`;
  });
  return rows.length > 0 ? [`Worst errors (${names})`, ...rows] : [];
}
