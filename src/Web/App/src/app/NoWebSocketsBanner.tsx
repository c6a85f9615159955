import { t } from '../text/text';
import { useScene } from './scene';

/** What nginx passes on only if it is told to. */
const nginx = `proxy_http_version 1.1;
proxy_set_header Upgrade $http_upgrade;
proxy_set_header Connection "upgrade";
proxy_buffering off;`;

/** Says that the page gets its news in a worse way than it could, and what to change. */
export function NoWebSocketsBanner() {
  const { transport } = useScene().state;
  if (transport === null || transport === 'webSockets') {
    return null;
  }
  return (
    <details class="banner banner-note" data-banner="no-websockets">
      <summary>
        <strong>{t('banner.noWebSockets')} </strong>
        {t(`banner.${transport}`)}
      </summary>
      <p>{t('banner.noWebSocketsHint')}</p>
      <pre>{nginx}</pre>
    </details>
  );
}
