import type { FollowedLabelling } from '../following/followedComponents';
import type { Component } from '../following/followingComponents';
import type { Cell } from './cellVolume';

/** The places of components in their order, from 1 on, 0 = none: which of two comes first where both are as near. */
export class CellRanks {
  /** By the number of a component. */
  readonly ofComponent: Int32Array;
  /** By the number of its cell. */
  readonly ofCell: Int32Array;
  /** By rank. */
  readonly cells: readonly (Cell | undefined)[];

  /** `highest` = no cell has a higher number. */
  constructor(
    readonly labelling: FollowedLabelling,
    cells: ReadonlyMap<Component, Cell>,
    highest: number,
  ) {
    const { inOrder } = labelling;
    this.ofComponent = ranksOf(labelling);
    this.ofCell = new Int32Array(highest + 1);
    this.cells = [undefined, ...inOrder.map((one) => cells.get(one))];
    inOrder.forEach((one, n) => {
      const cell = cells.get(one);
      if (cell) this.ofCell[cell.number] = n + 1;
    });
  }

  of({ number }: Component): number {
    return this.ofComponent[number];
  }
}

/** The place of each component by its number, from 1 on. */
export function ranksOf({ inOrder, components }: FollowedLabelling): Int32Array {
  const ranks = new Int32Array(components.count + 1);
  inOrder.forEach(({ number }, n) => {
    ranks[number] = n + 1;
  });
  return ranks;
}
