import { HostFailureNote } from '../../app/HostFailureNote';
import { useHostAction } from '../../app/useHostAction';
import { tellHost } from '../../connection/hostApi';
import { AskFirst } from '../../kit/AskFirst';
import { t } from '../../text/text';
import { type Person, pathOf } from './person';

interface Props {
  readonly person: Person;
  onChanged(told: string): void;
}

/** Takes a lost second factor away, so that the password alone signs in. */
export function PersonFactor({ person, onChanged }: Props) {
  const { isBusy, failure, run } = useHostAction();
  return (
    <section class="dialog-part">
      <h3>{t('twoFactor.title')}</h3>
      <p class="list-hint">{t('people.factorHint')}</p>
      <HostFailureNote failure={failure} />
      <AskFirst
        kind="btn-outline-danger"
        question={t('people.dropFactorSure')}
        yes={t('people.removeYes')}
        isOff={isBusy}
        onYes={() =>
          run(
            () => tellHost(pathOf(person, '/two-factor'), { method: 'DELETE' }),
            () => onChanged(t('people.factorDropped', { name: person.email })),
          )
        }
      >
        {t('people.dropFactor')}
      </AskFirst>
    </section>
  );
}
