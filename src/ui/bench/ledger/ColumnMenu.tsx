import { ActionIcon, Menu } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';
import { ledgerMeanings } from '../../../lessons/ledger';
import { termNames } from '../../../lessons/losses';
import type { LedgerSortKey } from '../../../state/model';
import { useActions, useApp } from '../../AppContext';
import { lengthUnitOf } from '../../format';
import { columnName } from './columnName';
import { fitColumns } from './fitColumns';
import { columnOrder, ledgerColumns } from './ledgerColumns';

/** Which columns of the ledger are shown; that of the blob's number always is. `room` = px across that the table has. */
export function ColumnMenu({ room }: { readonly room: number }) {
  const { hidden, sortKey } = useApp((state) => state.ledger);
  const term = useApp((state) => termNames[state.benchSettings.loss.scheme]);
  const unit = useApp(({ openCase }) => lengthUnitOf(openCase?.grid.spacingMm ?? [1, 1, 1]));
  const { setLedger } = useActions();
  const shown = fitColumns(ledgerColumns(unit), room, { hidden, sortKey }).map(({ key }) => key);
  const away = columnOrder.filter((key) => !shown.includes(key));
  const toggle = (key: LedgerSortKey) =>
    setLedger({ hidden: away.includes(key) ? away.filter((one) => one !== key) : [...away, key] });
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
              checked={shown.includes(key)}
              title={ledgerMeanings[key].explanation.replaceAll('{unit}', unit.name).replaceAll('{term}', term)}
              onChange={() => toggle(key)}
            >
              {columnName(key, unit, term)}
            </Menu.CheckboxItem>
          ))}
        <Menu.Divider />
        <Menu.Item onClick={() => setLedger({ hidden: [] })}>Show all</Menu.Item>
        <Menu.Item onClick={() => setLedger({ hidden: null })}>As many as fit</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
