import { expect, test } from 'vitest';
import { tileAt } from './layout';
import { type Steered, steer } from './steering';

/** A grid picture in which every place of a slice shows voxel [1, 2, 3] and the 3-D view shows a blob at [7, 7, 7]. */
function recorder(hasBrush = false): { view: Steered; calls: string[] } {
  const calls: string[] = [];
  const note =
    (name: string) =>
    (...args: unknown[]) =>
      void calls.push(`${name} ${JSON.stringify(args)}`);
  const view: Steered = {
    tileAt: ({ x, y }) => tileAt('grid', x, y),
    pick: ({ x, y }) => (tileAt('grid', x, y)?.view === 'render' ? [7, 7, 7] : [1, 2, 3]),
    hover: note('hover'),
    click: note('click'),
    moveCrosshair: note('crosshair'),
    stepSlice: note('step'),
    turn: note('turn'),
    zoomRender: note('zoom 3-D'),
    zoomSlices: note('zoom slices'),
    shade: note('shade'),
    reset: note('reset'),
    hasBrush: () => hasBrush,
    showBrush: (place) => hasBrush && calls.push(place ? 'outline' : 'no outline'),
    paint: note('paint'),
    endStroke: note('end'),
  };
  return { view, calls };
}

const axial = { x: 0.2, y: 0.2 };
const coronal = { x: 0.7, y: 0.2 };
const render = { x: 0.8, y: 0.8 };

test('a drag moves the crosshair in the slice where it began and no other', () => {
  const { view, calls } = recorder();
  steer(view).drag(axial, axial, 0, 0);
  steer(view).drag(coronal, axial, 300, 0);
  expect(calls).toEqual(['crosshair [[1,2,3]]', 'hover [[1,2,3]]']);
});

test('a drag that began in the 3-D view turns it, wherever it leads', () => {
  const { view, calls } = recorder();
  steer(view).drag(axial, render, 5, -4);
  expect(calls).toEqual(['turn [5,-4]']);
});

test('a click on a blob in the 3-D view brings the crosshair there', () => {
  const { view, calls } = recorder();
  steer(view).click(render);
  expect(calls).toEqual(['crosshair [[7,7,7]]', 'click [[7,7,7]]']);
});

test('the wheel steps along the axis that the slice cuts and magnifies the 3-D view', () => {
  const { view, calls } = recorder();
  const hand = steer(view);
  hand.scroll(axial, 1);
  hand.scroll(coronal, -1);
  hand.scroll(render, 1);
  hand.zoom(axial, 1);
  expect(calls.filter((call) => !call.startsWith('hover'))).toEqual([
    'step [2,1]',
    'step [1,-1]',
    'zoom 3-D [1]',
    'zoom slices [1,[1,2,3]]',
  ]);
});

test('with the brush a drag in a slice paints there and nowhere else, and a click chooses nothing', () => {
  const { view, calls } = recorder(true);
  const hand = steer(view);
  hand.drag(axial, axial, 0, 0);
  hand.drag(coronal, axial, 300, 0);
  hand.drop();
  hand.click(axial);
  expect(calls).toEqual(['outline', 'paint [[1,2,3],"axial"]', 'hover [[1,2,3]]', 'no outline', 'end []']);
});

test('with the brush the 3-D view still turns, and is still clicked', () => {
  const { view, calls } = recorder(true);
  const hand = steer(view);
  hand.hover(render);
  hand.drag(axial, render, 5, -4);
  hand.click(render);
  expect(calls).toEqual(['no outline', 'hover [[7,7,7]]', 'turn [5,-4]', 'crosshair [[7,7,7]]', 'click [[7,7,7]]']);
});
