import { useScene } from '../app/scene';
import type { FeedName } from '../contract/messages';
import { Foreign } from '../kit/Foreign';
import { Icon } from '../kit/Icon';
import { isolated } from '../text/isolated';
import { t } from '../text/text';

/** Why a part of the page is not renewed, or what is missing from it, in the daemon's own words. */
export function FeedNotes({ feed }: { readonly feed: FeedName }) {
  const { views } = useScene();
  const notes = views.flatMap((view) => {
    const status = view.status?.state === 'degraded' || view.status?.state === 'live' ? view.status.feeds[feed] : undefined;
    const text = status?.ok === false ? (status.error ?? t('charts.feedFails')) : status?.notice;
    return text ? [{ name: view.name, text, isError: status?.ok === false }] : [];
  });
  return (
    <>
      {notes.map(({ name, text, isError }) => (
        <p key={name} class={`feed-note ${isError ? 'is-error' : ''}`}>
          <Icon name={isError ? 'warn' : 'unknown'} />
          <span title={isolated(text)}>
            {views.length > 1 && (
              <strong>
                <Foreign text={name} />
                {': '}
              </strong>
            )}
            <Foreign text={text} />
          </span>
        </p>
      ))}
    </>
  );
}
