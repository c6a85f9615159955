import { useEffect, useRef, useState } from 'preact/hooks';
import { useScene } from '../../app/scene';
import type { Lane } from '../../state/lanes';
import { inOrder, pipelineKey } from '../../state/troubleOrder';

/** How long after the last move of a pointer the lanes stay where they are. */
const touchedMs = 5000;

/** The lanes in their order, which stands still while a pointer moves among them: no run moves away from under it. */
export function useSteadyOrder(sorted: readonly Lane[]) {
  const { now } = useScene();
  const [, setReleases] = useState(0);
  const touchedUntil = useRef(Number.NEGATIVE_INFINITY);
  const release = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const keys = useRef<readonly string[]>([]);
  const lanes = now() < touchedUntil.current ? inOrder(sorted, keys.current) : sorted;
  keys.current = lanes.map(pipelineKey);
  useEffect(() => () => clearTimeout(release.current), []);
  /** Nothing else may draw the lanes for a minute. */
  const releaseLater = () => {
    release.current = setTimeout(() => {
      release.current = undefined;
      if (now() < touchedUntil.current) {
        releaseLater();
      } else {
        setReleases((count) => count + 1);
      }
    }, touchedMs);
  };
  return {
    lanes,
    touch: () => {
      touchedUntil.current = now() + touchedMs;
      if (release.current === undefined) {
        releaseLater();
      }
    },
  };
}
