import {
  ActionIcon,
  Button,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  Modal,
  NumberInput,
  Popover,
  SegmentedControl,
  Select,
  Slider,
  Switch,
  TextInput,
  Tooltip,
} from '@mantine/core';
import kit from './kit.module.css';

const segments = { root: kit.segments, label: kit.segmentLabel, indicator: kit.segmentIndicator, control: kit.segment };
const input = { input: kit.input };
const slider = { thumb: kit.thumb, track: kit.track };

/** The accent in the kit's ten shades; its filled controls use the palette's own variables (see below). */
const accent: MantineColorsTuple = [
  '#eaf2ff',
  '#d4e4ff',
  '#a8c8ff',
  '#7fb2ff',
  '#5b9dff',
  '#4a8df5',
  '#3a7de6',
  '#2b6fd4',
  '#1f5fc0',
  '#164a99',
];

/** The kit's greys, drawn from the palette: `dark` for the dark theme (text first, ground last), `gray` for the light one. */
const dark: MantineColorsTuple = [
  '#dbe1ea',
  '#b9c3d1',
  '#8b95a5',
  '#5f6a79',
  '#2a323e',
  '#222a35',
  '#1a2029',
  '#151a21',
  '#0e1116',
  '#0a0d11',
];
const gray: MantineColorsTuple = [
  '#f8f9fb',
  '#f3f5f9',
  '#e8ecf2',
  '#d9dfe7',
  '#ccd4de',
  '#aab4c1',
  '#8792a2',
  '#566170',
  '#343d4a',
  '#1b222d',
];

/** The page's look, for the UI kit: dense, calm, 13 px. */
export const theme = createTheme({
  primaryColor: 'accent',
  primaryShade: { dark: 4, light: 7 },
  colors: { accent, dark, gray },
  autoContrast: true,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '1.4', sm: '1.4', md: '1.45', lg: '1.4', xl: '1.3' },
  spacing: { xs: '6px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '7px', lg: '9px', xl: '16px' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Button: Button.extend({
      defaultProps: { size: 'compact-md', variant: 'default', px: 11, fz: 13, fw: 450 },
      classNames: { root: kit.button },
    }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'default', size: 30 }, classNames: { root: kit.button } }),
    SegmentedControl: SegmentedControl.extend({ defaultProps: { size: 'sm', radius: 'md' }, classNames: segments }),
    Slider: Slider.extend({ defaultProps: { size: 4, thumbSize: 14, label: null }, classNames: slider }),
    NumberInput: NumberInput.extend({ defaultProps: { size: 'xs' }, classNames: input }),
    TextInput: TextInput.extend({ defaultProps: { size: 'xs' }, classNames: input }),
    Select: Select.extend({
      defaultProps: { size: 'xs', allowDeselect: false, checkIconPosition: 'right' },
      classNames: input,
    }),
    Switch: Switch.extend({ defaultProps: { size: 'sm' } }),
    Tooltip: Tooltip.extend({
      defaultProps: { multiline: true, maw: 300, openDelay: 350, events: { hover: true, focus: true, touch: true } },
      classNames: { tooltip: kit.tooltip },
    }),
    Popover: Popover.extend({ defaultProps: { shadow: 'md', withinPortal: true } }),
    Modal: Modal.extend({ defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.5 } } }),
  },
});

const bound = {
  '--mantine-color-body': 'var(--panel)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-dimmed': 'var(--muted)',
  '--mantine-color-placeholder': 'var(--muted)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-color-default': 'var(--panel-raised)',
  '--mantine-color-default-hover': 'var(--panel-hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-color-disabled': 'var(--panel)',
  '--mantine-color-disabled-color': 'var(--muted)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
};

/** Binds the kit's colours to the palette, so that both always agree. */
export const bindPalette: CSSVariablesResolver = () => ({ variables: {}, dark: bound, light: bound });
