import { describe, expect, test } from 'vitest';
import { printSvg } from './svgPlot';
import { darkChartTheme } from './theme';
import { type TideBlob, tideBlobAt, tidePlot } from './tide';

const box = { left: 40, top: 6, width: 200, height: 100 };
const blob = (id: number, voxels: number, mass: number): TideBlob => ({ id, colour: '#e69f00', voxels, mass });
const drawn = (blobs: readonly TideBlob[], marked: number | null = null) =>
  tidePlot({ blobs, marked, said: '' }).body(box, darkChartTheme);

describe('the tide', () => {
  test('a blob with fewer voxels than the mass over it stands under water', () => {
    const svg = drawn([blob(1, 1000, 300), blob(2, 10, 300)]);
    expect(svg).toContain('Blob 1: 1,000 voxels<');
    expect(svg).toContain('Blob 2: 10 voxels, under water<');
    expect(svg).toContain('F = 300');
  });

  test('sizes and water share a log axis that holds both', () => {
    const plot = tidePlot({ blobs: [blob(1, 50, 2e6)], marked: null, said: '' });
    const heights = [1, 10, 100, 1e6].map((value) => plot.placeY(box, value));
    expect(heights).toEqual([...heights].sort((a, b) => b - a));
    expect(heights[1] - heights[2]).toBeCloseTo(heights[0] - heights[1], 6);
    expect(plot.placeY(box, 1e7)).toBeCloseTo(box.top, 6);
    expect(plot.placeY(box, 0)).toBeCloseTo(box.top + box.height, 6);
    expect(plot.axes(box).y?.words).toContain('1M');
  });

  test('levels that differ are drawn each over its own blob, without one word for all', () => {
    const svg = drawn([blob(1, 100, 5), blob(2, 100, 50)]);
    expect(svg).not.toContain('F =');
    expect(svg.match(/<path[^>]*fill="none"/g)).toHaveLength(1);
  });

  test('for print: what it belongs to stands below, escaped, and the figure grows by its lines', () => {
    const plot = tidePlot({ blobs: [blob(1, 100, 5)], marked: null, said: 'all heard' });
    expect(printSvg(plot, darkChartTheme)).toContain('viewBox="0 0 960 440"');
    const noted = printSvg(plot, darkChartTheme, `mask <a> ${'word '.repeat(50)}`);
    expect(noted).toContain('viewBox="0 0 960 472"');
    expect(noted).toContain('mask &#60;a&#62; word');
  });

  test('a place on the plot is a blob; without blobs it is none, and nothing is drawn', () => {
    const blobs = [blob(7, 3, 0), blob(2, 1, 0)];
    expect(tideBlobAt({ blobs }, 0)?.id).toBe(7);
    expect(tideBlobAt({ blobs }, 1)?.id).toBe(2);
    expect(tideBlobAt({ blobs: [] }, 0.5)).toBeNull();
    expect(drawn([])).toBe('');
  });
});
