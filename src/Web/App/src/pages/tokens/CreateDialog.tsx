import { useState } from 'preact/hooks';
import { OneTimeText } from '../../app/access/OneTimeText';
import { PageDialog } from '../../app/PageDialog';
import { t } from '../../text/text';
import { CreateForm } from './CreateForm';

interface Props {
  onCreated(): void;
  onClose(): void;
}

/** Makes a token, and shows it this once. */
export function CreateDialog({ onCreated, onClose }: Props) {
  const [token, setToken] = useState<string | null>(null);
  return (
    <PageDialog title={t('tokens.create')} onClose={onClose}>
      {token === null ? (
        <CreateForm
          onDone={(created) => {
            setToken(created);
            onCreated();
          }}
        />
      ) : (
        <div class="dialog-form">
          <OneTimeText label={t('tokens.token')} text={token} hint={t('tokens.tokenHint')} />
          <button type="button" class="btn btn-primary" onClick={onClose}>
            {t('common.done')}
          </button>
        </div>
      )}
    </PageDialog>
  );
}
