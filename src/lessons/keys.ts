/** The keys of the page as the list of keys shows them. */
export const keyWords: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ['Space'], does: 'Play or pause the run' },
  { keys: ['→'], does: 'One training step (in Train)' },
  { keys: ['B'], does: 'Next blob, in the order of the table' },
  { keys: ['Shift', 'B'], does: 'Previous blob' },
  { keys: ['Shift', '← → ↑ ↓'], does: 'Move the crosshair by a voxel (in Blobs also without Shift)' },
  { keys: ['Page Up / Down'], does: 'Move the crosshair by a slice' },
  { keys: ['1'], does: 'Blobs' },
  { keys: ['3'], does: 'Train' },
  { keys: ['4'], does: 'Compare' },
  { keys: ['O'], does: 'Next overlay' },
  { keys: ['[', ']'], does: 'Overlay fainter or stronger' },
  { keys: ['C'], does: 'Room check: what this machine can do' },
  { keys: ['Esc'], does: 'Clear the selection, close what is open' },
  { keys: ['?'], does: 'This list' },
];
