import { type Scene, useScene } from '../../app/scene';
import { worstTrust } from '../../app/trust';
import { Icon, type IconName } from '../../kit/Icon';
import { clearSince, type Problem, type TroubledSource } from '../../state/attention';
import { formatDuration } from '../../text/format';
import { t } from '../../text/text';
import { areRunsConfirmed } from './executions/confirmed';

interface Finding {
  readonly icon: IconName;
  readonly tone: 'ok' | 'bad' | 'warn' | 'idle';
  readonly text: string;
  /** What is read out when it changes: the text without what ticks. */
  readonly spoken: string;
}

/** One sentence: is anything wrong. */
export function Verdict({ problems }: { readonly problems: readonly Problem[] }) {
  const scene = useScene();
  const { icon, tone, text, spoken } = finding(scene, problems);
  return (
    <section class={`verdict verdict-${tone}`} aria-label={t('verdict.title')}>
      <Icon name={icon} />
      <p class="figures">{text}</p>
      <p class="visually-hidden" role="status">
        {spoken}
      </p>
    </section>
  );
}

function finding(scene: Scene, problems: readonly Problem[]): Finding {
  const trust = worstTrust(scene);
  if (trust === 'reconnecting' || trust === 'ended' || trust === 'forbidden') {
    return steady('unknown', 'idle', t('verdict.unknown'));
  }
  // Known problems come before what is still awaited: a daemon that is connecting must not hide another's problems.
  if (problems.length > 0) {
    return steady('warn', problems.every(({ kind }) => kind === 'late') ? 'warn' : 'bad', sentence(scene, problems));
  }
  if (trust === 'loading' || trust === 'connecting') {
    return steady('sync', 'idle', t(`verdict.${trust}`));
  }
  const clear = scene.views.map(clearSince).reduce((latest, next) => (next.sinceMs > latest.sinceMs ? next : latest));
  const duration = formatDuration(scene.nowMs - clear.sinceMs);
  return {
    icon: 'check',
    tone: 'ok',
    text: t('verdict.clear', { duration: clear.isAtLeast ? t('common.atLeast', { duration }) : duration }),
    spoken: t('verdict.allClear'),
  };
}

const steady = (icon: IconName, tone: Finding['tone'], text: string): Finding => ({ icon, tone, text, spoken: text });

/** Daemons and components first, then "2 pipelines need you: 1 failing, 1 stuck", then those that are not confirmed now. */
function sentence(scene: Scene, problems: readonly Problem[]): string {
  const components = problems.filter(({ kind }) => kind === 'component').length;
  const lastKnown = pipelineWords(problems.filter((problem) => !isConfirmed(scene, problem)));
  const parts = [
    ...daemonWords(problems.filter((problem) => problem.kind === 'source')),
    components > 0 ? t('verdict.components', { count: components }) : null,
    pipelineWords(problems.filter((problem) => isConfirmed(scene, problem))),
    lastKnown && t('verdict.lastKnown', { what: lastKnown }),
  ];
  return parts.filter((part) => part !== null).join('; ');
}

/** Daemons that cannot be trusted. Those that are down in few words, because the banners above say the rest. */
function daemonWords(problems: readonly TroubledSource[]): readonly string[] {
  const down = problems.filter(({ freshness }) => freshness === 'down');
  const named = down.length > 1 ? problems.filter(({ freshness }) => freshness !== 'down') : problems;
  const words = named.map(({ freshness, source }) => t(`verdict.${freshness}`, { name: source }));
  return down.length > 1 ? [t('verdict.downMany', { count: down.length }), ...words] : words;
}

function isConfirmed(scene: Scene, { source }: Problem): boolean {
  const view = scene.state.sources.get(source);
  return view !== undefined && areRunsConfirmed(scene, view);
}

const needs = ['failing', 'stuck', 'slow'] as const;

type Need = (typeof needs)[number];

/** How many pipelines need attention, and why; null if none does. A pipeline that is failing and slow counts once, as failing. */
function pipelineWords(problems: readonly Problem[]): string | null {
  const worst = new Map<string, Need>();
  for (const problem of problems) {
    const need = needOf(problem);
    if (need && 'pipeline' in problem) {
      const key = `${problem.source}/${problem.pipeline.id}`;
      const known = worst.get(key);
      worst.set(key, known && needs.indexOf(known) < needs.indexOf(need) ? known : need);
    }
  }
  if (worst.size === 0) {
    return null;
  }
  const kinds = needs.flatMap((need) => {
    const count = [...worst.values()].filter((one) => one === need).length;
    return count > 0 ? t(`verdict.${need}`, { count }) : [];
  });
  return t('verdict.pipelines', { count: worst.size, kinds: kinds.join(', ') });
}

function needOf(problem: Problem): Need | null {
  switch (problem.kind) {
    case 'failing':
      return 'failing';
    case 'late':
      return problem.late.kind;
    default:
      return null;
  }
}
