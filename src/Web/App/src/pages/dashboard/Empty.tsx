import { useScene } from '../../app/scene';
import { Icon } from '../../kit/Icon';
import { t } from '../../text/text';

/** Nothing has run yet: what to do about it. */
export function Empty() {
  const { views } = useScene();
  const hasAnswered = views.some((view) => view.status?.feeds.executions.ok && view.observedAtMs !== null);
  return (
    <section class="card empty" data-empty="runs">
      <Icon name="run" />
      <h2>{t(hasAnswered ? 'empty.title' : 'empty.unheard')}</h2>
      <p>{t(hasAnswered ? 'empty.text' : 'empty.unheardText')}</p>
      {hasAnswered && <pre class="empty-code">meltano run tap-… target-…</pre>}
    </section>
  );
}
