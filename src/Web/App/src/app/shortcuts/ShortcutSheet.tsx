import { Dialog } from '../../kit/Dialog';
import { t } from '../../text/text';
import { useScene } from '../scene';
import type { Shortcut } from './shortcuts';

const rows: readonly (readonly [Shortcut, readonly string[]])[] = [
  ['palette', ['Ctrl K', '⌘ K', 'g']],
  ['search', ['/']],
  ['previousSource', ['[']],
  ['nextSource', [']']],
  ['theme', ['t']],
  ['zone', ['u']],
  ['help', ['?']],
  ['close', ['Esc']],
];

/** Lists the shortcuts; those of a single character only while they are on. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const { keys: areKeysOn } = useScene().preferences;
  const shown = rows
    .map(([shortcut, keys]) => ({ shortcut, keys: keys.filter((key) => areKeysOn || key.length > 1) }))
    .filter(({ keys }) => keys.length > 0);
  return (
    <Dialog title={t('shortcuts.title')} onClose={onClose}>
      <dl class="shortcuts">
        {shown.map(({ shortcut, keys }) => (
          <div key={shortcut}>
            <dt>{t(`shortcuts.${shortcut}`)}</dt>
            <dd>
              {keys.map((key, place) => (
                <span key={key}>
                  {place > 0 && <span class="quiet"> {t('shortcuts.or')} </span>}
                  <kbd>{key}</kbd>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p class="shortcuts-hint quiet">{t(areKeysOn ? 'shortcuts.keysOn' : 'shortcuts.keysOff')}</p>
    </Dialog>
  );
}
