import { ActionIcon, Menu } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { ledgerMeanings } from '../../../lessons/ledger';
import { termNames } from '../../../lessons/losses';
import { hiddenAtFirst, type LedgerSortKey } from '../../../state/model';
import { useActions, useApp } from '../../AppContext';
import { lengthUnitOf } from '../../format';
import { columnName } from './columnName';
import { columnOrder } from './ledgerColumns';

/** Which columns of the ledger are shown; that of the blob's number always is. */
export function ColumnMenu() {
  const hidden = useApp((state) => state.ledger.hidden);
  const term = useApp((state) => termNames[state.benchSettings.loss.scheme]);
  const unit = useApp(({ openCase }) => lengthUnitOf(openCase?.grid.spacingMm ?? [1, 1, 1]));
  const { setLedger } = useActions();
  const toggle = (key: LedgerSortKey) =>
    setLedger({ hidden: hidden.includes(key) ? hidden.filter((one) => one !== key) : [...hidden, key] });
  return (
    <Menu position="top-end" closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon size={24} aria-label="Columns of the ledger" title="Columns of the ledger">
          <IconColumns3 size={14} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        {columnOrder
          .filter((key) => key !== 'id')
          .map((key) => (
            <Menu.CheckboxItem
              key={key}
              checked={!hidden.includes(key)}
              title={ledgerMeanings[key].explanation.replaceAll('{unit}', unit.name).replaceAll('{term}', term)}
              onChange={() => toggle(key)}
            >
              {columnName(key, unit, term)}
            </Menu.CheckboxItem>
          ))}
        <Menu.Divider />
        <Menu.Item onClick={() => setLedger({ hidden: [] })}>Show all</Menu.Item>
        <Menu.Item onClick={() => setLedger({ hidden: hiddenAtFirst })}>As at first</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
