import { addressOf } from '../../contract/address';
import { formatTime } from '../../text/format';
import { t } from '../../text/text';
import type { DisplayCode } from './displayApi';

/** The code in type that is read from afar, and what to do with it. */
export function CodeText({ code }: { readonly code: DisplayCode | null }) {
  return (
    <>
      <p class="display-where">
        {t('display.where')} <strong class="display-address">{`${location.origin}${addressOf('/tokens')}`}</strong>,{' '}
        {t('display.enter', { button: t('screens.add') })}
      </p>
      <output class="display-code">
        {code ? (
          <>
            <span>{code.code.slice(0, 3)}</span> <span>{code.code.slice(3)}</span>
          </>
        ) : (
          <span class="display-making">{t('display.making')}</span>
        )}
      </output>
      <p class="display-until">{code && t('display.until', { time: formatTime(code.expiresAtMs, 'minute') })}</p>
    </>
  );
}
