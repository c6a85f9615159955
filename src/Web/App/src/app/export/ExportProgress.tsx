import { Icon } from '../../kit/Icon';
import { formatBytes } from '../../text/format';
import { t } from '../../text/text';
import { useTransfer } from './exporting';

/** How far the export under way has come, at the foot of every page. Its end is told in the notice. */
export function ExportProgress() {
  const transfer = useTransfer();
  if (!transfer) {
    return null;
  }
  const what = t(`exportOf.${transfer.table}`);
  return (
    <section class="export-progress" aria-label={t('export.under', { what })}>
      <Icon name="download" />
      <span class="figures">
        {transfer.bytes === 0 ? t('export.waiting', { what }) : t('export.progress', { what, size: formatBytes(transfer.bytes) })}
      </span>
      <button type="button" class="btn btn-sm btn-outline-secondary" onClick={transfer.cancel}>
        {t('common.cancel')}
      </button>
    </section>
  );
}
