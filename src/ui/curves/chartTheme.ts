import { type ChartTheme, darkChartTheme, lightChartTheme } from '../../charts/theme';
import type { Theme } from '../../state/viewModel';

export function chartThemeOf(theme: Theme): ChartTheme {
  return theme === 'dark' ? darkChartTheme : lightChartTheme;
}
