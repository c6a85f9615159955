import { t } from '../../text/text';
import { Dialog } from '../Dialog';
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

export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={t('shortcuts.title')} onClose={onClose}>
      <dl class="shortcuts">
        {rows.map(([shortcut, keys]) => (
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
    </Dialog>
  );
}
