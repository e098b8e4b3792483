import { Button, FileButton, Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { caseSentences } from '../../lessons/cases';
import { homeId, mostCases } from '../../state/cases/casesModel';
import { factsOf } from '../../state/cases/selectCases';
import { useActions, useApp } from '../AppContext';
import styles from './cases.module.css';

/** Adds built-in cases with other seeds, or files. */
export function AddCase() {
  const { addPhantoms, addCaseFiles } = useActions();
  const isBuiltIn = useApp((state) => factsOf(state, homeId)?.source.kind === 'phantom');
  const free = useApp(({ cases }) => mostCases - cases.rows.length);
  const full = `At most ${mostCases} cases`;
  return (
    <div className={styles.add}>
      {isBuiltIn &&
        [1, 3].map((count) => (
          <Tooltip key={count} label={free < count ? full : addWords(count)}>
            <Button
              size="compact-sm"
              data-disabled={free < count}
              leftSection={<IconPlus size={13} />}
              aria-label={addWords(count)}
              onClick={() => free >= count && addPhantoms(count)}
            >
              {count === 1 ? 'New seed' : String(count)}
            </Button>
          </Tooltip>
        ))}
      <FileButton multiple accept=".nii,.gz,.hdr,.img" onChange={(files) => files.length > 0 && addCaseFiles(files)}>
        {(props) => (
          <Tooltip label={free < 1 ? full : caseSentences.add}>
            <Button {...props} size="compact-sm" disabled={free < 1} leftSection={<IconPlus size={13} />}>
              Scan and mask…
            </Button>
          </Tooltip>
        )}
      </FileButton>
    </div>
  );
}

function addWords(count: number): string {
  const what = count === 1 ? 'Add a case' : `Add ${count} cases`;
  return `${what} like the first one, with the next free seed${count === 1 ? '' : 's'}`;
}
