import type { HostFailure } from '../connection/hostApi';
import { addressOf } from '../contract/address';
import { Foreign } from '../kit/Foreign';
import { Icon } from '../kit/Icon';
import { t } from '../text/text';
import { hostFailureText } from './hostFailureText';
import { formatRoute } from './route';
import { useScene } from './scene';

interface Props {
  readonly failure: HostFailure | null;
  /** Whether it is a value that is shown all the same, and asked for again. */
  readonly isOfShown?: boolean;
}

/** Says why the host did not do what was asked, and leads to the sign-in where that helps. Always there, so that a reader hears of it. */
export function HostFailureNote({ failure, isOfShown = false }: Props) {
  const { route } = useScene();
  const isSignedOut = failure?.kind === 'refused' && failure.refusal.status === 401;
  return (
    <div class="host-note" aria-live="polite">
      {failure && (
        <p class="banner banner-warn">
          <Icon name="warn" />
          <span>
            <Foreign text={hostFailureText(failure)} />
            {isOfShown && ` ${t('host.notUpdated')}`}
          </span>
          {isSignedOut && (
            <a class="btn btn-sm btn-primary" href={`${addressOf('/login')}?returnUrl=${encodeURIComponent(formatRoute(route))}`}>
              {t('banner.signIn')}
            </a>
          )}
        </p>
      )}
    </div>
  );
}
