import '@mantine/core/styles.css';
import './palette.css';
import { Button, MantineProvider } from '@mantine/core';
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary';
import type { App as AppPorts } from '../state/app';
import { AppProvider, useApp } from './AppContext';
import { bindPalette, theme } from './theme';
import { Workspace } from './Workspace';
import styles from './workspace.module.css';

/** The whole page. */
export function App({ app }: { readonly app: AppPorts }) {
  return (
    <AppProvider app={app}>
      <ThemedPage />
    </AppProvider>
  );
}

function ThemedPage() {
  const scheme = useApp((state) => state.theme);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={bindPalette} forceColorScheme={scheme}>
      <ErrorBoundary FallbackComponent={Broken}>
        <Workspace />
      </ErrorBoundary>
    </MantineProvider>
  );
}

function Broken({ error }: FallbackProps) {
  return (
    <div className={styles.broken} role="alert">
      <h1>Something in the page broke</h1>
      <p>{error instanceof Error ? error.message : String(error)}</p>
      <p>This is a fault of the page, not of your scan. A reload starts afresh; open your files again after it.</p>
      <Button onClick={() => window.location.reload()}>Reload</Button>
    </div>
  );
}
