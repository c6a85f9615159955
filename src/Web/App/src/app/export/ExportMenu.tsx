import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../kit/Icon';
import { t } from '../../text/text';
import { useMenu } from '../header/useMenu';
import { useScene } from '../scene';
import { type Exportable, exportFormats, offer, startExport } from './exporting';

/** A button that offers what the page shows as a file. */
export function ExportMenu({ table, query }: Exportable) {
  const { actions, route } = useScene();
  const menu = useMenu();
  const asked = useRef(query);
  asked.current = query;
  useEffect(() => offer({ table, query: () => asked.current() }), [table]);
  return route.kiosk ? null : (
    <details class="menu export-menu" {...menu.details}>
      <summary class="btn btn-sm btn-outline-secondary" aria-label={t('export.open', { what: t(`exportOf.${table}`) })}>
        <Icon name="download" /> {t('export.button')}
      </summary>
      {menu.isOpen && (
        <div class="menu-panel export-panel">
          {exportFormats.map((format) => (
            <button
              key={format}
              type="button"
              class="menu-item"
              onClick={() => {
                menu.close();
                void startExport({ table, query }, format, actions);
              }}
            >
              {t(`exportAs.${format}`)}
            </button>
          ))}
        </div>
      )}
    </details>
  );
}
