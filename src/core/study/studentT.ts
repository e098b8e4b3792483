/** Half the width of the 95 % interval of a mean, in standard errors, where `degrees` of freedom (a whole number from 1) are left: 2.776 of 4. */
export function studentT95(degrees: number): number {
  let [low, high] = [0, 20];
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2;
    if (withinT(middle, degrees) < 0.95) low = middle;
    else high = middle;
  }
  return high;
}

/** How likely |T| < t is, of whole degrees of freedom (Abramowitz and Stegun, 26.7.3 and 26.7.4). */
function withinT(t: number, degrees: number): number {
  const angle = Math.atan(t / Math.sqrt(degrees));
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k < degrees; k += 2) {
    term *= ((k - 1) / k) * cosine ** 2;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}
