import { t } from '../text/text';
import type { Refusal } from './accountApi';

/** The text for a refusal; undefined if a single field is wrong, which says so itself. */
export function refusalText(refusal: Refusal, refused: string): string | undefined {
  switch (refusal.kind) {
    case 'refused':
      return refused;
    case 'code-wanted':
      return t('login.codeWrong');
    case 'expired':
      return t('link.expired');
    case 'too-often':
      return refusal.detail ?? t('account.tooOften');
    case 'unreachable':
      return t('account.unreachable');
    case 'failed':
      return t('account.failed', { status: refusal.status, why: refusal.why ?? '' });
    case 'invalid':
      return refusal.fields.has('email') || refusal.fields.has('password') ? undefined : t('account.invalid');
  }
}
