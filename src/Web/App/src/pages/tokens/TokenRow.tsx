import { GrantsText } from '../../app/access/GrantsText';
import { hostFailureText } from '../../app/hostFailureText';
import { useScene } from '../../app/scene';
import { tellHost } from '../../connection/hostApi';
import { AskFirst } from '../../kit/AskFirst';
import { Foreign } from '../../kit/Foreign';
import { TimeText } from '../../kit/TimeText';
import { t } from '../../text/text';
import type { Token } from './token';

interface Props {
  readonly token: Token;
  onRevoked(): void;
}

export function TokenRow({ token, onRevoked }: Props) {
  const { actions, nowMs } = useScene();
  const { id, kind, name, grants, createdAtMs, createdBy, lastUsedAtMs } = token;
  const revoke = async () => {
    const answer = await tellHost(`/api/tokens/${encodeURIComponent(id)}`, { method: 'DELETE' });
    if (answer.kind === 'done') {
      actions.say(t('tokens.revoked', { name }));
    } else {
      actions.say(hostFailureText(answer), 'failed');
    }
    onRevoked();
  };
  return (
    <tr>
      <td data-label={t('tokens.name')}>
        <span class="list-name">
          <Foreign text={name} />
        </span>
        <span class="list-detail">{t(`tokens.${kind}`)}</span>
      </td>
      <td data-label={t('tokens.may')}>
        <GrantsText grants={grants} />
      </td>
      <td data-label={t('tokens.created')}>
        <TimeText atMs={createdAtMs} nowMs={nowMs} />
        <span class="list-detail">
          <Foreign text={createdBy} />
        </span>
      </td>
      <td data-label={t('tokens.lastUse')}>
        {lastUsedAtMs === null ? <span class="quiet">{t('tokens.unused')}</span> : <TimeText atMs={lastUsedAtMs} nowMs={nowMs} />}
      </td>
      <td data-label={t('tokens.expires')}>
        <Expiry token={token} />
      </td>
      <td class="list-actions">
        <AskFirst
          kind="btn-outline-danger"
          label={t('tokens.revokeOf', { name })}
          question={t(kind === 'display' ? 'tokens.revokeScreenSure' : 'tokens.revokeSure')}
          yes={t('tokens.revokeYes')}
          isOff={false}
          onYes={() => void revoke()}
        >
          {t('tokens.revoke')}
        </AskFirst>
      </td>
    </tr>
  );
}

function Expiry({ token: { kind, expiresAtMs } }: { readonly token: Token }) {
  const { nowMs } = useScene();
  if (expiresAtMs === null) {
    return kind === 'service' ? (
      <span class="pill pill-stale">{t('tokens.endless')}</span>
    ) : (
      <span class="quiet">{t('tokens.never')}</span>
    );
  }
  return (
    <>
      <TimeText atMs={expiresAtMs} nowMs={nowMs} />
      {expiresAtMs <= nowMs && <span class="pill pill-failed">{t('tokens.expired')}</span>}
    </>
  );
}
