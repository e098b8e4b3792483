import { describe, expect, test } from 'vitest';
import { defaultLedger, hiddenAtFirst } from '../../../state/model';
import { fitColumns } from './fitColumns';
import { ledgerColumns } from './ledgerColumns';

const columns = ledgerColumns({ name: 'mm', perMm: 1 });
const fitted = (room: number, view: Partial<typeof defaultLedger> = {}) =>
  fitColumns(columns, room, { ...defaultLedger, ...view });
const keysOf = (shown: typeof columns) => shown.map(({ key }) => key);
const widthOf = (shown: typeof columns) => shown.reduce((sum, { width }) => sum + width, 0);

describe('columns of a narrow ledger', () => {
  test('at every width down to that of the least, nothing has to be scrolled to, and the reason is in sight', () => {
    for (let room = 360; room <= 1400; room++) {
      const shown = fitted(room);
      expect(widthOf(shown)).toBe(room);
      expect(keysOf(shown)).toEqual(
        expect.arrayContaining(['id', 'voxels', 'ignored', 'shareOfGlobal', 'shareOfInstance', 'why']),
      );
    }
  });

  test('with room enough all are there; what is least missed goes first', () => {
    expect(keysOf(fitted(640))).toEqual(keysOf(columns.filter(({ key }) => !hiddenAtFirst.includes(key))));
    expect(keysOf(fitted(560))).not.toContain('falsePositiveMass');
    expect(keysOf(fitted(560))).toContain('ownTerm');
    expect(keysOf(fitted(390))).not.toContain('shareOfMixed');
  });

  test('what was chosen by hand stays, and so does what the table is sorted by', () => {
    expect(keysOf(fitted(390, { hidden: [] }))).toEqual(keysOf(columns));
    expect(keysOf(fitted(390, { sortKey: 'ownTerm' }))).toContain('ownTerm');
    expect(keysOf(fitted(0))).toContain('shareOfMixed');
  });
});
