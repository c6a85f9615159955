import { type Scene, useScene } from '../app/scene';
import { type HubError, notFound } from '../connection/hubError';
import { Foreign } from '../kit/Foreign';
import { Icon } from '../kit/Icon';
import { type TextName, t } from '../text/text';

interface Run {
  readonly source: string;
  readonly id: string;
}

interface Props {
  readonly run: Run;
  /** Why it cannot be shown. */
  readonly error: HubError;
}

/** Says that the run in the address cannot be shown, with the hub's words beneath, and leads back. */
export function NoSuchRun({ run, error }: Props) {
  const scene = useScene();
  const what = whatOf(scene, run, error);
  return (
    <section class="empty" role="alert">
      <Icon name="unknown" />
      <h3>{t(what, { ...run })}</h3>
      {what !== 'run.notTold' && <p>{t('run.noRunHint')}</p>}
      <p class="empty-detail">
        <Foreign text={error.text} />
      </p>
      <button type="button" class="btn btn-sm btn-primary" onClick={() => scene.actions.navigate({ run: null })}>
        {t('run.toDashboard')}
      </button>
    </section>
  );
}

function whatOf({ state }: Scene, { source }: Run, { code }: HubError): TextName {
  if (code === notFound) {
    return 'run.noRun';
  }
  // After the hub has had the time to send every daemon, one that is missing is not watched.
  return state.hasSettled && !state.sources.has(source) ? 'run.noDaemon' : 'run.notTold';
}
