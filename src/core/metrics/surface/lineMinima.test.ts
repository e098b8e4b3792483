import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineMinima } from './lineMinima';

const length = 40;

/** Values that often tie with one another, and places without a site. */
const value = fc.oneof(
  fc.constant(Number.POSITIVE_INFINITY),
  fc.integer({ min: 0, max: 12 }).map((k) => (0.7 * k) ** 2),
  fc.double({ min: 0, max: 300, noNaN: true }),
);

test('the lowest offers along a line are, to the last bit, those of a comparison of all sites', () => {
  const steps = fc.constantFrom(0.7, 1, 1.1, 3);
  const sites = fc.array(value, { minLength: 1, maxLength: length - 10 });
  const asked = fc.uniqueArray(fc.integer({ min: -5, max: length - 10 }), { maxLength: 30 });
  const limits = fc.constantFrom(Number.POSITIVE_INFINITY, 20, 0.49, 0);
  fc.assert(
    fc.property(steps, sites, asked, limits, (step, values, places, limit) => {
      const squares = Float64Array.from({ length }, (_, k) => k * step * (k * step));
      const minima = new LineMinima(squares, length);
      minima.places.set(Int32Array.from(places).sort());
      // One place of the array is no site's.
      minima.find(places.length, Float64Array.of(-1, ...values), 1, 0, values.length - 1, limit);
      for (let k = 0; k < places.length; k++) {
        const offers = values.map((one, p) => one + squares[Math.abs(minima.places[k] - p)]);
        const lowest = Math.min(...offers);
        expect(minima.lowest[k]).toBe(Math.min(limit, lowest));
        if (lowest < limit) expect(offers[minima.site[k]]).toBe(lowest);
        else expect(minima.site[k]).toBe(-1);
      }
    }),
  );
});
