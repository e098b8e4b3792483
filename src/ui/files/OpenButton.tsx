import { Button, FileButton } from '@mantine/core';
import { useActions } from '../AppContext';

/** Opens the file chooser for a scan, its mask, or both. */
export function OpenButton({ isPrimary = false }: { readonly isPrimary?: boolean }) {
  const { openFiles } = useActions();
  return (
    <FileButton multiple onChange={openFiles} accept=".nii,.gz,.hdr,.img,.blobrun">
      {(props) => (
        <Button {...props} variant={isPrimary ? 'filled' : 'default'}>
          Open scan…
        </Button>
      )}
    </FileButton>
  );
}
