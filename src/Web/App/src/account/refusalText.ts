import { t } from '../text/text';
import type { Refusal } from './accountApi';

/** What to tell of a refusal that no single field is to blame for; undefined where one is. */
export function refusalText(refusal: Refusal, refused: string): string | undefined {
  switch (refusal.kind) {
    case 'refused':
      return refused;
    case 'too-often':
      return t('account.tooOften');
    case 'unreachable':
      return t('account.unreachable');
    case 'failed':
      return t('account.failed', { status: refusal.status, why: refusal.why ?? '' });
    case 'invalid':
      return refusal.fields.has('email') || refusal.fields.has('password') ? undefined : t('account.invalid');
  }
}
