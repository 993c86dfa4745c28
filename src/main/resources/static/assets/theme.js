// Before the first paint: the reader's choice of light or dark, or the system's.
(() => {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const chosen = localStorage.getItem('theme') || 'auto';
    const dark = chosen === 'dark' || (chosen === 'auto' && system.matches);
    document.documentElement.dataset.bsTheme = dark ? 'dark' : 'light';
    const button = document.getElementById('theme');
    if (button) {
      button.textContent = button.dataset[chosen];
    }
  };
  system.addEventListener('change', apply);
  document.addEventListener('DOMContentLoaded', () => {
    apply();
    document.getElementById('theme')?.addEventListener('click', () => {
      const order = ['auto', 'light', 'dark'];
      const now = localStorage.getItem('theme') || 'auto';
      localStorage.setItem('theme', order[(order.indexOf(now) + 1) % order.length]);
      apply();
    });
  });
  apply();
})();
