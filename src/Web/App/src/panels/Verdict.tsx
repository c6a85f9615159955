import type { ComponentChildren } from 'preact';
import { OutageText } from '../app/OutageText';
import { type Scene, useLiveScene, useScene } from '../app/scene';
import { worstTrust } from '../app/trust';
import type { Problem } from '../contract/messages';
import { Icon, type IconName } from '../kit/Icon';
import { knownOf } from '../run/problemKnown';
import { latestClear } from '../state/clear';
import { type Evaluation, evaluationOf } from '../state/evaluation';
import { freshnessOf } from '../state/freshness';
import { troubleOf } from '../state/trouble';
import { formatMoment } from '../text/format';
import { isolated } from '../text/isolated';
import { t } from '../text/text';
import { usePanel } from './panel';
import { durationText } from './problemWords';

interface Finding {
  readonly icon: IconName;
  readonly tone: 'ok' | 'bad' | 'warn' | 'idle';
  readonly text: ComponentChildren;
  /** What is read out when it changes: the text without what ticks. */
  readonly spoken: string;
}

/** One sentence: is anything wrong. */
export function Verdict({ problems }: { readonly problems: readonly Problem[] }) {
  const scene = useScene();
  const { icon, tone, text, spoken } = finding(scene, problems);
  const { title: label } = usePanel('', t('verdict.title'));
  return (
    <section class={`verdict verdict-${tone}`} aria-label={label}>
      <Icon name={icon} />
      <div class="verdict-words">
        <p class="figures">{text}</p>
        <Outage />
      </div>
      <p class="visually-hidden" role="status">
        {spoken}
      </p>
    </section>
  );
}

/** Why the only daemon in sight cannot be reached. Of several the table of daemons says so. */
function Outage() {
  const { views, nowMs, isConnected } = useScene();
  const only = views.length === 1 ? views[0] : undefined;
  return only && isConnected && freshnessOf(only, nowMs) === 'down' ? (
    <p class="verdict-outage figures" data-banner="down">
      <OutageText view={only} isNamed={false} />
    </p>
  ) : null;
}

function finding(scene: Scene, problems: readonly Problem[]): Finding {
  const trust = worstTrust(scene);
  if (trust === 'reconnecting' || trust === 'ended' || trust === 'forbidden') {
    return steady('unknown', 'idle', t('verdict.unknown'));
  }
  const evaluation = evaluationOf(scene.state, scene.views, scene.nowMs);
  const daemons = troubledDaemons(scene, problems);
  // Known problems come before what is still awaited: a daemon that is connecting must not hide another's problems.
  if (problems.length > 0 || daemons.length > 0) {
    const isBad = problems.some(({ severity }) => severity === 'critical') || daemons.some(({ state }) => state === 'down');
    return steady('warn', isBad ? 'bad' : 'warn', sentence(scene, problems, daemons, evaluation));
  }
  if (trust === 'loading' || trust === 'connecting') {
    return steady('sync', 'idle', t(`verdict.${trust}`));
  }
  if (evaluation.kind !== 'evaluating') {
    return steady('unknown', 'idle', unjudgedWords(scene, evaluation));
  }
  return allClear(scene);
}

const steady = (icon: IconName, tone: Finding['tone'], text: string): Finding => ({ icon, tone, text, spoken: text });

/** Only for what has been evaluated: before that nothing is known to be well. */
function allClear({ state, views, nowMs }: Scene): Finding {
  const clear = latestClear([state.evaluator.clear, ...views.map((view) => view.clear)]);
  return {
    icon: 'check',
    tone: 'ok',
    text: <ClearText sinceMs={clear?.sinceMs ?? nowMs} isAtLeast={clear?.isAtLeast ?? false} />,
    spoken: t('verdict.allClear'),
  };
}

/** How long there has been no problem. Keeps counting while the sentence around it is not drawn. */
function ClearText({ sinceMs, isAtLeast }: { readonly sinceMs: number; readonly isAtLeast: boolean }) {
  return <>{t('verdict.clear', { duration: durationText(useLiveScene().nowMs - sinceMs, isAtLeast) })}</>;
}

function unjudgedWords({ nowMs }: Scene, evaluation: Exclude<Evaluation, { kind: 'evaluating' }>): string {
  if (evaluation.kind === 'not-yet') {
    return t('verdict.notYet');
  }
  const { sinceMs } = evaluation;
  return sinceMs === null ? t('verdict.notEvaluated') : t('verdict.notEvaluatedSince', { time: formatMoment(sinceMs, nowMs) });
}

interface TroubledDaemon {
  readonly name: string;
  readonly state: 'down' | 'stale' | 'degraded';
}

/** Daemons that cannot be trusted, as their state says; where that is good again already, as the problem says. */
function troubledDaemons({ views, nowMs }: Scene, problems: readonly Problem[]): readonly TroubledDaemon[] {
  return views.flatMap((view): TroubledDaemon[] => {
    const { name } = view;
    const freshness = freshnessOf(view, nowMs);
    if (freshness === 'down' || freshness === 'stale' || freshness === 'degraded') {
      return [{ name, state: freshness }];
    }
    const kinds = problems.filter(({ source }) => source === name).map(({ kind }) => kind);
    return kinds.includes('unreachable')
      ? [{ name, state: 'down' }]
      : kinds.includes('degraded')
        ? [{ name, state: 'degraded' }]
        : [];
  });
}

/** In the order of severity, pipelines as "2 pipelines need you: 1 failing, 1 stuck", then those that are not confirmed now. */
function sentence(
  scene: Scene,
  problems: readonly Problem[],
  daemons: readonly TroubledDaemon[],
  evaluation: Evaluation,
): string {
  const components = problems.filter(({ kind }) => kind === 'component').length;
  const others = problems.filter((problem) => troubleOf(problem) === null);
  const isKnown = (problem: Problem) => !knownOf(scene, problem).isDim;
  const lastKnown = pipelineWords(problems.filter((problem) => !isKnown(problem)));
  const parts = [
    ...daemonWords(daemons.filter(({ state }) => state !== 'degraded')),
    components > 0 ? t('verdict.components', { count: components }) : null,
    ...daemonWords(daemons.filter(({ state }) => state === 'degraded')),
    pipelineWords(problems.filter(isKnown)),
    lastKnown && t('verdict.lastKnown', { what: lastKnown }),
  ].filter((part) => part !== null);
  return [
    ...parts,
    otherWords(others, parts.length === 0),
    evaluation.kind === 'stopped' ? unjudgedWords(scene, evaluation) : null,
  ]
    .filter((part) => part !== null)
    .join('; ');
}

/** Problems of kinds that the page does not know. */
function otherWords(problems: readonly Problem[], areAll: boolean): string | null {
  const [first] = problems;
  if (first === undefined) {
    return null;
  }
  return areAll && problems.length === 1
    ? isolated(first.title)
    : t(areAll ? 'verdict.problems' : 'verdict.others', { count: problems.length });
}

/** Each by its name; several in the same state in few words, because the table of daemons names them. */
function daemonWords(daemons: readonly TroubledDaemon[]): readonly string[] {
  return (['down', 'stale', 'degraded'] as const).flatMap((state) => {
    const inState = daemons.filter((daemon) => daemon.state === state);
    const [first] = inState;
    return first === undefined
      ? []
      : [inState.length > 1 ? t(`verdict.${state}Many`, { count: inState.length }) : t(`verdict.${state}`, { name: first.name })];
  });
}

const needs = ['failing', 'stuck', 'slow'] as const;

type Need = (typeof needs)[number];

const needOf = ({ kind }: Problem): Need | null => needs.find((need) => need === kind) ?? null;

/** How many pipelines need attention, and why; null if none does. A pipeline that is failing and slow counts once, as failing. */
function pipelineWords(problems: readonly Problem[]): string | null {
  const worst = new Map<string, Need>();
  for (const problem of problems) {
    const need = needOf(problem);
    if (need) {
      const key = `${problem.source}/${problem.pipelineId}`;
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
