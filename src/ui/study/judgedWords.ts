import type { RepeatPlan } from '../../state/study/trials';
import { formatMany } from '../format';

/** What the trials of the lanes learn from and are judged on. */
export function judgedWords({
  judgedOn,
  case: { name },
}: {
  readonly judgedOn: number;
  readonly case: Pick<RepeatPlan['case'], 'name'>;
}): string {
  if (judgedOn > 0)
    return `Each lane is trained anew on “${name}” and judged on ${formatMany(judgedOn, 'other case')} of its kind, with other seeds.`;
  return `There is no other scan to judge on: each lane is trained anew on “${name}” and judged on that same scan. This says how much the seed matters, not how well a loss does on a scan that it has not seen.`;
}
