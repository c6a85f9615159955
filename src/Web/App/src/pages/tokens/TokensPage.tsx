import { HostFailureNote } from '../../app/HostFailureNote';
import { useDialog } from '../../app/useDialog';
import { useHostData } from '../../app/useHostData';
import { ListSkeleton } from '../../kit/ListSkeleton';
import { ListTable } from '../../kit/ListTable';
import { t } from '../../text/text';
import { CreateDialog } from './CreateDialog';
import { ScreenDialog } from './screens/ScreenDialog';
import { TokenRow } from './TokenRow';
import { parseTokens } from './token';

const everyMs = 30_000;
const columns = ['name', 'may', 'created', 'lastUse', 'expires'] as const;

/** For administrators: the tokens of services and wall screens. */
export function TokensPage() {
  const { value: tokens, failure, renew } = useHostData('/api/tokens', parseTokens, everyMs);
  const { kind, open, close } = useDialog('token', 'screen');
  const changed = () => void renew();
  return (
    <main class="tokens" aria-busy={!tokens && !failure}>
      <header class="list-head">
        <h2>{t('tokens.title')}</h2>
        <div class="list-buttons">
          <button type="button" class="btn btn-sm btn-outline-secondary" onClick={() => open('screen')}>
            {t('screens.add')}
          </button>
          <button type="button" class="btn btn-sm btn-primary" onClick={() => open('token')}>
            {t('tokens.create')}
          </button>
        </div>
      </header>
      <HostFailureNote failure={failure} isOfShown={tokens !== null} />
      {tokens === null && failure === null && <ListSkeleton />}
      {tokens?.length === 0 && (
        <section class="card empty">
          <h3>{t('tokens.none')}</h3>
          <p>{t('tokens.noneHint')}</p>
        </section>
      )}
      {tokens && tokens.length > 0 && (
        <section class={`card ${failure ? 'is-dim' : ''}`}>
          <ListTable columns={columns.map((column) => t(`tokens.${column}`))} actions={t('tokens.revoke')}>
            {tokens.map((token) => (
              <TokenRow key={token.id} token={token} onRevoked={changed} />
            ))}
          </ListTable>
        </section>
      )}
      {kind === 'token' && <CreateDialog onCreated={changed} onClose={close} />}
      {kind === 'screen' && <ScreenDialog onAdded={changed} onClose={close} />}
    </main>
  );
}
