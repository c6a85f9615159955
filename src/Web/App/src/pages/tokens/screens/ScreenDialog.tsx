import { useState } from 'preact/hooks';
import { OneTimeText } from '../../../app/access/OneTimeText';
import { PageDialog } from '../../../app/PageDialog';
import { useScene } from '../../../app/scene';
import { t } from '../../../text/text';
import { ScreenForm } from './ScreenForm';

interface Props {
  onAdded(): void;
  onClose(): void;
}

/** Lets a wall screen in: by the code that it shows, or by a link, which is shown this once. */
export function ScreenDialog({ onAdded, onClose }: Props) {
  const { actions } = useScene();
  const [link, setLink] = useState<string | null>(null);
  return (
    <PageDialog title={t('screens.add')} onClose={onClose}>
      {link === null ? (
        <ScreenForm
          onConfirmed={(name) => {
            actions.say(t('screens.isIn', { name }));
            onAdded();
            onClose();
          }}
          onLink={(made) => {
            setLink(made);
            onAdded();
          }}
        />
      ) : (
        <div class="dialog-form">
          <OneTimeText label={t('screens.link')} text={link} hint={t('screens.linkHint')} />
          <button type="button" class="btn btn-primary" onClick={onClose}>
            {t('common.done')}
          </button>
        </div>
      )}
    </PageDialog>
  );
}
