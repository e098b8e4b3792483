interface Size {
  readonly width: number;
  readonly height: number;
}

type Rectangle = readonly [x0: number, y0: number, x1: number, y1: number];

/**
 * Where a 3-D view that was cast for another size goes in a tile, in whole pixels: the view fits the shorter side of its tile, so it is scaled
 * as these are, keeps its shape and its middle, and is cut off or leaves ground where the tile is of another shape.
 */
export function fitShot(shot: Size, tile: Size): { readonly from: Rectangle; readonly to: Rectangle } {
  const scale = Math.min(tile.width, tile.height) / Math.min(shot.width, shot.height);
  const [width, height] = [Math.min(shot.width, tile.width / scale), Math.min(shot.height, tile.height / scale)];
  return {
    from: middleOf(shot, width, height),
    to: middleOf(tile, Math.min(tile.width, width * scale), Math.min(tile.height, height * scale)),
  };
}

function middleOf(size: Size, width: number, height: number): Rectangle {
  const [x, y] = [(size.width - width) / 2, (size.height - height) / 2];
  return [Math.round(x), Math.round(y), Math.round(x + width), Math.round(y + height)];
}
