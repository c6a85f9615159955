const tickMs = 1000;
/** Pushed values are drawn at most this often: nobody reads figures faster, and every drawing costs power on machines that show the page all day. */
const pushedMs = 250;

/** A visible page that gets no animation frame for this long, as when another window covers it or it is in a frame out of sight, is drawn without one. */
const lateMs = 1000;

/** Why something has to be drawn: a person did something, or the hub sent something. */
export type Cause = 'person' | 'hub';

/**
 * Draws at most once in an animation frame, however often something changed, and once a second for ages and durations. What a person did
 * is drawn in the next frame, and so is the first message of the hub. Messages that follow it closely are drawn together a moment later.
 * Nothing is drawn while the tab is hidden; it is drawn when the tab is shown again, thawed, or brought back from the browser's cache.
 */
export function startFrames(draw: () => void, subscribe: (changed: (cause: Cause) => void) => void): void {
  let isDue = false;
  let drawnAtMs = Number.NEGATIVE_INFINITY;
  let later: ReturnType<typeof setTimeout> | undefined;
  let late: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;
  const drawDue = () => {
    cancelAnimationFrame(frame);
    clearTimeout(late);
    isDue = false;
    if (document.visibilityState === 'visible') {
      drawnAtMs = performance.now();
      draw();
    }
  };
  const request = () => {
    clearTimeout(later);
    later = undefined;
    if (!isDue && document.visibilityState === 'visible') {
      isDue = true;
      frame = requestAnimationFrame(drawDue);
      late = setTimeout(drawDue, lateMs);
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
  document.addEventListener('resume', request);
  addEventListener('pageshow', request);
  draw();
}
