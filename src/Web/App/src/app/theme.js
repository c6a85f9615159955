// Before anything is drawn, so that a dark page never flashes white. The key is that of state/preferences.ts.
(() => {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    let theme;
    try {
      theme = JSON.parse(localStorage.getItem('flextmonitor.preferences') ?? '{}').theme;
    } catch {
      // Nothing readable is kept: the system decides.
    }
    root.dataset.bsTheme = theme === 'light' || theme === 'dark' ? theme : dark.matches ? 'dark' : 'light';
  };
  apply();
  dark.addEventListener('change', apply);
  addEventListener('storage', apply);
  addEventListener('flextmonitor:preferences', apply);
})();
