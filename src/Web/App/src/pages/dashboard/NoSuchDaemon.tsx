import { useScene } from '../../app/scene';
import { Foreign } from '../../kit/Foreign';
import { Icon } from '../../kit/Icon';
import { t } from '../../text/text';

/** Says that the daemon in the address is not watched, and leads to those that are. */
export function NoSuchDaemon({ name }: { readonly name: string }) {
  const { state, actions } = useScene();
  return (
    <section class="card empty" data-empty="daemon">
      <Icon name="unknown" />
      <h2>{t('empty.noDaemon', { name })}</h2>
      <p>{t('empty.noDaemonText')}</p>
      <div class="empty-ways">
        <button type="button" class="btn btn-sm btn-primary" onClick={() => actions.navigate({ source: null })}>
          {t('common.allDaemons')}
        </button>
        {[...state.sources.keys()].map((source) => (
          <button
            key={source}
            type="button"
            class="btn btn-sm btn-outline-secondary"
            onClick={() => actions.navigate({ source })}
          >
            <Foreign text={source} />
          </button>
        ))}
      </div>
    </section>
  );
}
