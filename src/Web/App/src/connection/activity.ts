/** How often the host is told at most. */
export const everyMs = 30_000;

/** What a person does with a page. */
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/**
 * Calls back when a person uses the page, at most every 30 s. The host ends a session that nobody uses, and takes neither an open connection
 * nor what the page asks by itself for use: somebody who looks around on the dashboard would be signed out. Loading the page was a use.
 */
export function watchActivity(tell: () => void, nowMs: () => number = () => performance.now()): void {
  let toldAtMs = nowMs();
  const used = () => {
    const now = nowMs();
    if (now - toldAtMs >= everyMs) {
      toldAtMs = now;
      tell();
    }
  };
  for (const sign of signs) {
    addEventListener(sign, used, { capture: true, passive: true });
  }
}
