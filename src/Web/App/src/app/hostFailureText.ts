import type { HostFailure } from '../connection/hostApi';
import { t } from '../text/text';

/** What to say where the host did not do what was asked: its own sentence where it gave one. */
export function hostFailureText(failure: HostFailure): string {
  switch (failure.kind) {
    case 'refused':
      return failure.refusal.status === 401 ? t('host.signedOut') : (failure.refusal.detail ?? t('host.forbidden'));
    case 'too-often':
      return failure.detail ?? t('account.tooOften');
    case 'invalid':
      return [...failure.fields.values()][0] || t('account.invalid');
    case 'unreachable':
      return t('host.unreachable');
    case 'failed':
      return failure.refusal.detail ?? t('host.failed', { status: failure.refusal.status });
  }
}
