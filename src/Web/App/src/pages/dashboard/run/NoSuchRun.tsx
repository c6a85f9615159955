import { useScene } from '../../../app/scene';
import { Icon } from '../../../kit/Icon';
import { type TextName, t } from '../../../text/text';

interface Props {
  readonly run: { readonly source: string; readonly id: string };
  /** Why it cannot be shown, in the hub's words. */
  readonly error: string;
}

/** The address names a run that cannot be shown: says so, with the hub's words beneath, and leads back. */
export function NoSuchRun({ run, error }: Props) {
  const { actions } = useScene();
  const what = whatOf(error);
  return (
    <section class="empty" role="alert">
      <Icon name="unknown" />
      <h3>{t(what, run)}</h3>
      {what !== 'run.notTold' && <p>{t('run.noRunHint')}</p>}
      <p class="empty-detail">{error}</p>
      <button type="button" class="btn btn-sm btn-primary" onClick={() => actions.navigate({ run: null })}>
        {t('run.toDashboard')}
      </button>
    </section>
  );
}

/** The hub has no codes for it: its words begin alike, and the daemon's status stands in them. */
function whatOf(error: string): TextName {
  if (error.startsWith('There is no daemon')) {
    return 'run.noDaemon';
  }
  return error.includes('NOT_FOUND') ? 'run.noRun' : 'run.notTold';
}
