import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import type { MaskReading } from '../../core/case';
import { homeCase } from '../../state/cases/selectCases';
import type { OpenFiles } from '../../state/model';
import { useActions, useApp } from '../AppContext';
import { formatDims, formatMany } from '../format';
import { Named } from '../parts/Named';
import styles from './files.module.css';
import { Remarks } from './Remarks';

const none = 'none';

/** Which opened file is the scan and which the mask, how the mask is read, and what was done to them. */
export function RolesBar() {
  const openFiles = useApp((state) => state.openFiles);
  const { chooseRoles } = useActions();
  if (!openFiles) return null;
  const { files, scanId, maskId } = openFiles;
  return (
    <section className={styles.roles} aria-label="Opened files">
      <div className={styles.roleRow}>
        <RoleSelect
          part="Scan"
          files={files}
          fileId={scanId}
          onChange={(id) => chooseRoles(id, id === maskId ? null : maskId)}
        />
        <Tooltip label="Swap scan and mask">
          <ActionIcon aria-label="Swap scan and mask" size={26} onClick={() => chooseRoles(maskId, scanId)}>
            <IconArrowsExchange size={15} />
          </ActionIcon>
        </Tooltip>
        <RoleSelect
          part="Mask"
          files={files}
          fileId={maskId}
          onChange={(id) => chooseRoles(id === scanId ? null : scanId, id)}
        />
        <ReadingSelect />
        <SurveyOffer files={openFiles} />
      </div>
      <Remarks />
    </section>
  );
}

/** Where several masks are open, only one of them can be the case. */
function SurveyOffer({ files: { files, scanId } }: { readonly files: OpenFiles }) {
  const { openSurvey } = useActions();
  const masks = files.filter(({ guess, fileId }) => guess === 'mask' && fileId !== scanId);
  if (masks.length < 2) return null;
  return (
    <Button className={styles.offer} variant={scanId === null ? 'filled' : 'default'} onClick={openSurvey}>
      Survey of {masks.length} masks…
    </Button>
  );
}

interface RoleProps {
  readonly part: 'Scan' | 'Mask';
  readonly files: OpenFiles['files'];
  readonly fileId: number | null;
  readonly onChange: (fileId: number | null) => void;
}

function RoleSelect({ part, files, fileId, onChange }: RoleProps) {
  const file = files.find((candidate) => candidate.fileId === fileId);
  const why = file
    ? `${file.why}. ${formatDims(file.dims)} voxels, ${file.datatype}.`
    : `No file is taken for the ${part.toLowerCase()}.`;
  const choices = files.map(({ fileId: id, name }) => ({ value: String(id), label: name }));
  return (
    <div className={styles.role}>
      <Named name={part} explanation={why} />
      <Select
        className={styles.fileSelect}
        aria-label={part}
        data={[...choices, { value: none, label: `No ${part.toLowerCase()}` }]}
        value={fileId === null ? none : String(fileId)}
        onChange={(value) => onChange(value === null || value === none ? null : Number(value))}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      />
    </div>
  );
}

function ReadingSelect() {
  // The files are those of the case that was opened first, whichever is shown.
  const openCase = useApp(homeCase);
  const { readMaskAs } = useActions();
  if (openCase?.source.kind !== 'files' || openCase.maskValues.length < 2) return null;
  const { reading } = openCase.source;
  const classes = openCase.maskValues.map(({ value, voxels }) => ({
    value: `class ${value}`,
    label: `Only value ${value} (${formatMany(voxels, 'voxel')})`,
  }));
  return (
    <div className={styles.role}>
      <Named
        name="Mask values"
        explanation="What the values of the mask mean: all of them foreground, one class, or already one number for each blob."
      />
      <Select
        className={styles.readingSelect}
        aria-label="Mask values"
        data={[
          { value: 'all', label: 'All together' },
          ...classes,
          { value: 'instances', label: 'Already one for each blob' },
        ]}
        value={reading.kind === 'class' ? `class ${reading.value}` : reading.kind}
        onChange={(value) => value && readMaskAs(readingOf(value))}
        comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      />
    </div>
  );
}

function readingOf(choice: string): MaskReading {
  if (choice === 'all' || choice === 'instances') return { kind: choice };
  return { kind: 'class', value: Number(choice.slice('class '.length)) };
}
