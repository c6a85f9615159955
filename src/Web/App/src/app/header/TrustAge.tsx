import { useRef } from 'preact/hooks';
import { Foreign } from '../../kit/Foreign';
import { ageMs } from '../../state/freshness';
import type { SourceView } from '../../state/sourceView';
import { formatAge, formatDuration, formatNumber } from '../../text/format';
import { t } from '../../text/text';
import { useScene } from '../scene';
import { leastTrusted, oldest, type Trust, trustOf } from '../trust';
import { steadied, unsteady } from './steady';

const isLive = (trust: Trust): boolean => trust === 'live' || trust === 'degraded';

/** How old what is shown is: of one daemon, or of all in sight. */
export function TrustAge() {
  const scene = useScene();
  const [first] = scene.views;
  if (scene.views.length > 1) {
    return <FleetAge />;
  }
  return first ? <Age key={first.name} view={first} isFresh={isLive(trustOf(scene, first))} /> : null;
}

/**
 * "12 of 12 live · oldest 0.8 s", or the one that can be trusted least by its name. As long as that is the same one, so is its name: which daemon
 * has the oldest news changes with every message.
 */
function FleetAge() {
  const scene = useScene();
  const { views, nowMs } = scene;
  const live = views.filter((view) => isLive(trustOf(scene, view)));
  const worst = live.length < views.length ? leastTrusted(scene) : undefined;
  const shown = worst ?? oldest(live);
  const age = shown && ageMs(shown, nowMs);
  return (
    <span class={`strip-age figures ${worst ? 'strip-age-old' : ''}`}>
      {t('fleet.liveOf', { live: formatNumber(live.length), total: formatNumber(views.length) })}
      {worst && (
        <>
          {' · '}
          <Foreign kind="strip-age-name" text={worst.name} />
        </>
      )}
      {age != null && (
        <span class="strip-age-figure" title={t('strip.ageHint')}>
          {worst ? ` ${t('strip.age', { age: formatDuration(age) })}` : ` · ${t('fleet.oldest', { age: formatAge(age) })}`}
        </span>
      )}
    </span>
  );
}

interface AgeProps {
  readonly view: SourceView;
  readonly isFresh: boolean;
}

function Age({ view, isFresh }: AgeProps) {
  const { nowMs } = useScene();
  const delay = useSteadyDelay(view);
  const age = ageMs(view, nowMs);
  // A daemon that was never heard has no age.
  return age === null ? null : (
    <span class={`strip-age figures ${isFresh ? '' : 'strip-age-old'}`}>
      <span class="strip-age-figure" title={t('strip.ageHint')}>
        {t('strip.age', { age: isFresh ? formatAge(age) : formatDuration(age) })}
      </span>
      {isFresh && delay !== null && (
        <span class="quiet" title={t('strip.delayHint')}>
          {` · ${formatNumber(delay)} ms`}
        </span>
      )}
    </span>
  );
}

/** The delay from the daemon to this page, steadied: it differs a little with every message. */
function useSteadyDelay({ delayMs, observedAtMs }: SourceView): number | null {
  const held = useRef({ steady: unsteady, observedAtMs: null as number | null });
  if (delayMs !== null && observedAtMs !== held.current.observedAtMs) {
    held.current = { steady: steadied(held.current.steady, delayMs), observedAtMs };
  }
  return held.current.steady.shown;
}
