import { clearSince, type Problem, problemsOf } from '../state/attention';
import { formatDuration } from '../text/format';
import { t } from '../text/text';
import { Icon, type IconName } from './Icon';
import { type Scene, useScene } from './scene';
import { worstTrust } from './trust';

interface Finding {
  readonly icon: IconName;
  readonly tone: 'ok' | 'bad' | 'warn' | 'idle';
  readonly text: string;
}

/** One sentence: is anything wrong. */
export function Verdict({ problems }: { readonly problems: readonly Problem[] }) {
  const scene = useScene();
  const { icon, tone, text } = finding(scene, problems);
  return (
    <section class={`verdict verdict-${tone}`} aria-label={t('verdict.title')}>
      <Icon name={icon} />
      <p class="figures">{text}</p>
    </section>
  );
}

/** Everything in scope that needs somebody. */
export const problemsInScope = (scene: Scene): readonly Problem[] => scene.views.flatMap((view) => problemsOf(view, scene.nowMs));

function finding(scene: Scene, problems: readonly Problem[]): Finding {
  const trust = worstTrust(scene);
  if (trust === 'loading' || trust === 'connecting') {
    return { icon: 'sync', tone: 'idle', text: t(`verdict.${trust}`) };
  }
  if (trust === 'reconnecting' || trust === 'ended') {
    return { icon: 'unknown', tone: 'idle', text: t('verdict.unknown') };
  }
  if (problems.length > 0) {
    return {
      icon: 'warn',
      tone: problems.every((problem) => problem.kind === 'late') ? 'warn' : 'bad',
      text: sentence(problems),
    };
  }
  const clear = scene.views.map(clearSince).reduce((latest, next) => (next.sinceMs > latest.sinceMs ? next : latest));
  const duration = formatDuration(scene.nowMs - clear.sinceMs);
  return {
    icon: 'check',
    tone: 'ok',
    text: t('verdict.clear', { duration: clear.isAtLeast ? t('common.atLeast', { duration }) : duration }),
  };
}

/** "2 pipelines need you: 1 failing, 1 stuck", after daemons and components. */
function sentence(problems: readonly Problem[]): string {
  const count = (fits: (problem: Problem) => boolean) => problems.filter(fits).length;
  const failing = count((problem) => problem.kind === 'failing');
  const stuck = count((problem) => problem.kind === 'late' && problem.late.kind === 'stuck');
  const slow = count((problem) => problem.kind === 'late' && problem.late.kind === 'slow');
  const pipelines = new Set(
    problems.flatMap((problem) => ('pipeline' in problem ? `${problem.source}/${problem.pipeline.id}` : [])),
  );
  const parts = problems.flatMap((problem) =>
    problem.kind === 'source' ? t(`verdict.${problem.standing}`, { name: problem.source }) : [],
  );
  const components = count((problem) => problem.kind === 'component');
  if (components > 0) {
    parts.push(t('verdict.components', { count: components }));
  }
  if (pipelines.size > 0) {
    const kinds = [
      failing > 0 ? t('verdict.failing', { count: failing }) : null,
      stuck > 0 ? t('verdict.stuck', { count: stuck }) : null,
      slow > 0 ? t('verdict.slow', { count: slow }) : null,
    ];
    parts.push(t('verdict.pipelines', { count: pipelines.size, kinds: kinds.filter((kind) => kind !== null).join(', ') }));
  }
  return parts.join('; ');
}
