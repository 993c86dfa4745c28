// What moves: the hub says by server-sent events that something has changed, parts with hx-trigger="hub:moved" ask anew.
(() => {
  const parts = document.querySelectorAll('[hx-trigger*="hub:moved"]');
  if (!parts.length || !window.EventSource) {
    return;
  }
  let asked = 0;
  const moved = () => {
    // A part under the reader's keyboard focus waits; so does a page in a background tab.
    const busy = [...parts].some((part) => part.contains(document.activeElement));
    if (!document.hidden && !busy && Date.now() - asked > 900) {
      asked = Date.now();
      htmx.trigger(document.body, 'hub:moved');
    }
  };
  const events = new EventSource('/live');
  events.addEventListener('runs', moved);
  events.addEventListener('tick', moved);
  window.addEventListener('pagehide', () => events.close());
})();
