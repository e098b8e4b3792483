// Before anything else is loaded: the first paint has the colours that the page will have. The key and what lies under it: src/state/remember.ts.
(() => {
  let theme = matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  try {
    theme = JSON.parse(localStorage.getItem('blobscope.view.1') ?? 'null')?.theme ?? theme;
  } catch {
    // Storage that is refused or damaged counts as none.
  }
  document.documentElement.dataset.mantineColorScheme = theme;
})();
