import type { HostFailure } from '../../connection/hostApi';
import { t } from '../../text/text';

/** Why the screen does not get on at the moment; it tries again by itself. */
export function troubleText(trouble: HostFailure): string {
  switch (trouble.kind) {
    case 'unreachable':
      return t('display.away');
    case 'too-often':
      return t('display.tooOften');
    case 'invalid':
      return t('account.invalid');
    case 'refused':
    case 'failed':
      return t('display.failed', { status: trouble.refusal.status, why: trouble.refusal.detail ?? '' });
  }
}
