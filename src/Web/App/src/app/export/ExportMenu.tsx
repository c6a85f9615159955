import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../kit/Icon';
import { t } from '../../text/text';
import { useMenu } from '../header/useMenu';
import { useScene } from '../scene';
import { choices, type Exportable, offer, startExport } from './exporting';

/** A button that offers what the page shows as files, and reports of it. */
export function ExportMenu({ report, ...shown }: Exportable & { readonly report?: Exportable | undefined }) {
  const { actions, route } = useScene();
  const menu = useMenu();
  const all = report ? [shown, report] : [shown];
  const asked = useRef<readonly Exportable[]>(all);
  asked.current = all;
  useEffect(() => offer(() => asked.current), []);
  return route.kiosk ? null : (
    <details class="menu export-menu" {...menu.details}>
      <summary class="btn btn-sm btn-outline-secondary" aria-label={t('export.open', { what: t(`exportOf.${shown.table}`) })}>
        <Icon name="download" /> {t('export.button')}
      </summary>
      {menu.isOpen && (
        <div class="menu-panel export-panel">
          {choices(all).map(([exportable, format]) => (
            <button
              key={`${exportable.table}/${format}`}
              type="button"
              class="menu-item"
              onClick={() => {
                menu.close();
                void startExport(exportable, format, actions);
              }}
            >
              {exportable.formats ? t(`exportOf.${exportable.table}`) : t(`exportAs.${format}`)}
            </button>
          ))}
        </div>
      )}
    </details>
  );
}
