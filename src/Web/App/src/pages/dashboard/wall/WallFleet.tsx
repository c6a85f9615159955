import { useScene } from '../../../app/scene';
import { isUnconfirmed, trustIcons, trustOf } from '../../../app/trust';
import { Icon } from '../../../kit/Icon';
import { MiddleCut } from '../../../kit/MiddleCut';
import { fleetWords } from '../../../panels/fleet/fleetWords';
import { shownStats } from '../../../state/freshness';
import { outcomesOf } from '../../../state/outcomes';
import type { Standing } from '../../../state/standing';
import { toneOfPercent } from '../../../state/thresholds';
import type { WallPlan } from '../../../state/wallPlan';
import { formatNumber, formatPercent } from '../../../text/format';
import { t } from '../../../text/text';

interface Props {
  /** The worst first. */
  readonly standings: readonly Standing[];
  readonly plan: WallPlan;
  readonly isEvaluated: boolean;
}

/** A card for each daemon, the worst first; as many as have room, and how many more there are. */
export function WallFleet({ standings, plan, isEvaluated }: Props) {
  const hidden = standings.length - plan.daemons;
  const shown = standings.slice(0, hidden > 0 ? plan.daemons - 1 : plan.daemons);
  return (
    <ul
      class={`wall-fleet is-${plan.density}`}
      style={{ gridTemplateColumns: `repeat(${plan.columns}, minmax(0, 1fr))` }}
      aria-label={t('fleet.title')}
    >
      {shown.map((standing) => (
        <Daemon key={standing.view.name} standing={standing} density={plan.density} isEvaluated={isEvaluated} />
      ))}
      {hidden > 0 && <li class="wall-daemon wall-more figures">{t('wall.more', { count: hidden + 1 })}</li>}
    </ul>
  );
}

interface DaemonProps {
  readonly standing: Standing;
  readonly density: WallPlan['density'];
  readonly isEvaluated: boolean;
}

function Daemon({ standing, density, isEvaluated }: DaemonProps) {
  const scene = useScene();
  const { view, tone, problems } = standing;
  const trust = trustOf(scene, view);
  const isDim = isUnconfirmed(scene, view);
  const isFine = trust === 'live' || trust === 'degraded';
  return (
    <li class={`wall-daemon fleet-${tone} ${isDim ? 'is-dim' : ''}`}>
      <p class="wall-name">
        <span class={`wall-mark tone-${tone}`}>
          <Icon name={tone === 'ok' ? 'live' : isFine ? 'warn' : trustIcons[trust]} label={t(`state.${trust}`)} />
        </span>
        <MiddleCut text={view.name} />
        {problems.length > 0 && (
          <span class="wall-count figures" title={t('fleet.problems', { count: problems.length, shown: problems.length })}>
            {formatNumber(problems.length)}
          </span>
        )}
      </p>
      {density !== 'small' && <p class="wall-words">{fleetWords(standing, scene, isEvaluated)}</p>}
      {density === 'large' && <Figures standing={standing} />}
    </li>
  );
}

function Figures({ standing: { view } }: { readonly standing: Standing }) {
  const { nowMs, preferences } = useScene();
  const stats = shownStats(view, nowMs);
  const outcomes = outcomesOf(view, nowMs);
  const percent = (name: string, value: number | null) => {
    const tone = toneOfPercent(value, preferences);
    return (
      <span class={tone && !stats?.isDim ? `tone-${tone}` : ''}>
        {name} <strong>{formatPercent(value)}</strong>
      </span>
    );
  };
  return (
    <p class="wall-figures quiet figures">
      {percent(t('charts.cpu'), stats?.value.cpuUsage ?? null)}
      {percent(t('charts.memory'), stats?.value.memoryUsage ?? null)}
      <span>
        {outcomes === null
          ? t('common.notAvailable')
          : t('wall.failed', { failed: formatNumber(outcomes.failed), ended: formatNumber(outcomes.ended) })}
      </span>
    </p>
  );
}
