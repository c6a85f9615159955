import { HostFailureNote } from '../../app/HostFailureNote';
import { useHostAction } from '../../app/useHostAction';
import { tellHost } from '../../connection/hostApi';
import { AskFirst } from '../../kit/AskFirst';
import { SteadyButton } from '../../kit/SteadyButton';
import { t } from '../../text/text';
import { type Person, pathOf } from './person';

interface Props {
  readonly person: Person;
  onChanged(told: string): void;
}

/** Whether somebody may sign in at all: disabling ends that until it is taken back, removing for good. */
export function PersonStanding({ person, onChanged }: Props) {
  const { isBusy, failure, run } = useHostAction();
  const isDisabled = person.disabledAtMs !== null;
  const change = (method: 'POST' | 'DELETE', part: string, told: 'disabledNow' | 'enabledNow' | 'removedNow') =>
    run(
      () => tellHost(pathOf(person, part), { method }),
      () => onChanged(t(`people.${told}`, { name: person.email })),
    );
  return (
    <section class="dialog-part">
      <h3>{t('people.standing')}</h3>
      <p class="list-hint">{t(isDisabled ? 'people.enableHint' : 'people.disableHint')}</p>
      <HostFailureNote failure={failure} />
      <div class="dialog-actions">
        {isDisabled ? (
          <SteadyButton kind="btn-outline-secondary" isOff={isBusy} onPress={() => change('POST', '/enable', 'enabledNow')}>
            {t('people.enable')}
          </SteadyButton>
        ) : (
          <AskFirst
            kind="btn-outline-danger"
            question={t('people.disableSure')}
            yes={t('people.disableYes')}
            isOff={isBusy}
            onYes={() => change('POST', '/disable', 'disabledNow')}
          >
            {t('people.disable')}
          </AskFirst>
        )}
        <AskFirst
          kind="btn-outline-danger"
          question={t('people.removeSure')}
          yes={t('people.removeYes')}
          isOff={isBusy}
          onYes={() => change('DELETE', '', 'removedNow')}
        >
          {t('people.remove')}
        </AskFirst>
      </div>
    </section>
  );
}
