import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Icon, type IconName } from '../kit/Icon';
import type { Role } from '../state/roles';
import { t } from '../text/text';
import { PageLink } from './PageLink';
import { homePath } from './page';

interface ShownProps {
  /** Called whenever it has been drawn. */
  onShown(): void;
}

/** No page has this address. */
export const UnknownPage = ({ onShown }: ShownProps) => (
  <PageNotice kind="unknown" icon="unknown" title={t('pages.unknown')} text={t('pages.unknownText')} onShown={onShown} />
);

/** The account that is signed in may not open the page. */
export const ForbiddenPage = ({ role, onShown }: ShownProps & { readonly role: Role }) => (
  <PageNotice
    kind="forbidden"
    icon="user"
    title={t('pages.forbidden')}
    text={t('pages.forbiddenText', { role: t(`role.${role}`) })}
    onShown={onShown}
  />
);

/** What draws the page could not be fetched. */
export const FailedPage = ({ onRetry, onShown }: ShownProps & { onRetry(): void }) => (
  <PageNotice kind="failed" icon="warn" title={t('pages.failed')} text={t('pages.failedText')} onShown={onShown}>
    <button type="button" class="btn btn-sm btn-primary" onClick={onRetry}>
      {t('pages.retry')}
    </button>
    <button type="button" class="btn btn-sm btn-outline-secondary" onClick={() => location.reload()}>
      {t('banner.reload')}
    </button>
  </PageNotice>
);

interface Props extends ShownProps {
  readonly kind: string;
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  /** What to do besides going back. */
  readonly children?: ComponentChildren;
}

/** Stands in place of a page that cannot be shown, with a way back. */
function PageNotice({ kind, icon, title, text, onShown, children }: Props) {
  // After every drawing, because another unknown address draws the same notice. It moves the focus once for each address.
  useEffect(onShown);
  return (
    <main>
      <section class="card empty" data-page={kind} role="alert">
        <Icon name={icon} />
        <h2>{title}</h2>
        <p>{text}</p>
        <div class="empty-ways">
          {children}
          <PageLink path={homePath} kind={`btn btn-sm ${children ? 'btn-outline-secondary' : 'btn-primary'}`}>
            {t('run.toDashboard')}
          </PageLink>
        </div>
      </section>
    </main>
  );
}
