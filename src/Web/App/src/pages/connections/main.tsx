import { render } from 'preact';
import { loadPreferences } from '../../state/preferences';
import { setTimeZone } from '../../text/format';
import { setLanguage, t } from '../../text/text';
import { ConnectionsPage } from './ConnectionsPage';

const root = document.getElementById('page');
if (!root) {
  throw new Error('The page has no place to be drawn in');
}

const { language, zone } = loadPreferences();
setLanguage(language);
setTimeZone(zone);
document.documentElement.lang = language;
document.title = `${t('connections.title')} – ${t('common.product')}`;
render(<ConnectionsPage />, root);
