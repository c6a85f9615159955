const tickMs = 1000;
/** What is pushed is drawn so often and no more: nobody reads figures faster, and every drawing costs whoever leaves the page open all day. */
const pushedMs = 250;

/** Why something is to be drawn: a person did something, or the hub said something. */
export type Cause = 'person' | 'hub';

/**
 * Draws at most once in an animation frame however often something changed, and once a second for what only ages. What a person did is
 * drawn in the next frame; so is the first of what the hub says, and what follows at once is drawn together a moment later.
 * Nothing is drawn while the tab is hidden; what changed meanwhile is drawn when it is seen again.
 */
export function startFrames(draw: () => void, subscribe: (changed: (cause: Cause) => void) => void): void {
  let isDue = false;
  let drawnAtMs = Number.NEGATIVE_INFINITY;
  let later: ReturnType<typeof setTimeout> | undefined;
  const request = () => {
    clearTimeout(later);
    later = undefined;
    if (!isDue && document.visibilityState === 'visible') {
      isDue = true;
      requestAnimationFrame(() => {
        isDue = false;
        drawnAtMs = performance.now();
        draw();
      });
    }
  };
  subscribe((cause) => {
    const waitMs = cause === 'person' ? 0 : drawnAtMs + pushedMs - performance.now();
    if (waitMs <= 0) {
      request();
    } else {
      later ??= setTimeout(request, waitMs);
    }
  });
  setInterval(request, tickMs);
  document.addEventListener('visibilitychange', request);
  draw();
}
