import { GrantsText } from '../../app/access/GrantsText';
import { useScene } from '../../app/scene';
import { Foreign } from '../../kit/Foreign';
import { Icon, type IconName } from '../../kit/Icon';
import { TimeText } from '../../kit/TimeText';
import { t } from '../../text/text';
import { type Person, type PersonState, stateOf } from './person';

interface Props {
  readonly person: Person;
  onManage(): void;
}

const pills: Readonly<Record<PersonState, readonly [kind: string, icon: IconName]>> = {
  active: ['live', 'check'],
  invited: ['running', 'pending'],
  disabled: ['idle', 'cancelled'],
};

export function PersonRow({ person, onManage }: Props) {
  const { state } = useScene();
  const standing = stateOf(person);
  const [kind, icon] = pills[standing];
  return (
    <tr>
      <td data-label={t('people.who')}>
        <span class="list-name">
          <Foreign text={person.email} />
        </span>
        {state.account?.email === person.email && <span class="list-detail">{t('people.you')}</span>}
      </td>
      <td data-label={t('people.may')}>
        <GrantsText grants={person.grants} />
      </td>
      <td data-label={t('people.lastSignIn')}>
        <LastSignIn person={person} />
      </td>
      <td data-label={t('people.state')}>
        <span class={`pill pill-${kind}`}>
          <Icon name={icon} /> {t(`people.${standing}`)}
        </span>
      </td>
      <td class="list-actions">
        <button
          type="button"
          class="btn btn-sm btn-outline-secondary"
          aria-label={t('people.manageOf', { name: person.email })}
          aria-haspopup="dialog"
          onClick={onManage}
        >
          {t('people.manage')}
        </button>
      </td>
    </tr>
  );
}

function methodText(method: string): string {
  switch (method) {
    case 'password':
      return t('people.byPassword');
    case 'provider':
    case 'provider-two-factor':
      return t('people.byProvider');
    default:
      return method;
  }
}

function LastSignIn({ person: { lastSignInAtMs, lastSignInBy } }: { readonly person: Person }) {
  const { nowMs } = useScene();
  if (lastSignInAtMs === null) {
    return <span class="quiet">{t('people.never')}</span>;
  }
  return (
    <>
      <TimeText atMs={lastSignInAtMs} nowMs={nowMs} />
      {lastSignInBy !== null && (
        <span class="list-detail">
          <Foreign text={methodText(lastSignInBy)} />
        </span>
      )}
    </>
  );
}
