const tickMs = 1000;

/**
 * Draws at most once in an animation frame however often something changed, and once a second for what only ages.
 * Nothing is drawn while the tab is hidden; what changed meanwhile is drawn when it is seen again.
 */
export function startFrames(draw: () => void, subscribe: (changed: () => void) => void): void {
  let isDue = false;
  const request = () => {
    if (!isDue && document.visibilityState === 'visible') {
      isDue = true;
      requestAnimationFrame(() => {
        isDue = false;
        draw();
      });
    }
  };
  subscribe(request);
  setInterval(request, tickMs);
  document.addEventListener('visibilitychange', request);
  draw();
}
