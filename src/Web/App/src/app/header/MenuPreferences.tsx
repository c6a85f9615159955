import type { Theme } from '../../state/preferences';
import { badChoices, warnChoices } from '../../state/thresholds';
import { type Language, languages } from '../../text/languages';
import { t } from '../../text/text';
import { useScene } from '../scene';
import { permission, turnOn } from '../signals/notifications';

export const themes: readonly Theme[] = ['system', 'light', 'dark'];
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', pt: 'Português' };

/** The part of the menu in which a person sets their preferences. */
export function MenuPreferences() {
  const { preferences, actions } = useScene();
  return (
    <>
      <Choice
        title={t('menu.theme')}
        chosen={preferences.theme}
        options={themes.map((theme) => [theme, t(`menu.${theme}`)])}
        onChoose={(theme) => actions.prefer({ theme })}
      />
      <Choice
        title={t('menu.zone')}
        chosen={preferences.zone}
        options={[
          ['local', t('strip.local')],
          ['utc', 'UTC'],
        ]}
        onChoose={(zone) => actions.prefer({ zone })}
      />
      <Choice
        title={t('menu.language')}
        chosen={preferences.language}
        options={languages.map((language) => [language, languageNames[language]])}
        onChoose={(language) => actions.prefer({ language })}
      />
      <Choice
        title={t('menu.keys')}
        chosen={preferences.keys ? 'keysOn' : 'keysOff'}
        options={(['keysOff', 'keysOn'] as const).map((choice) => [choice, t(`menu.${choice}`)])}
        onChoose={(choice) => actions.prefer({ keys: choice === 'keysOn' })}
      />
      <ThresholdChoice />
      <Notifications />
    </>
  );
}

/** From when on CPU and memory are coloured. */
function ThresholdChoice() {
  const { preferences, actions } = useScene();
  const { warnPercent, badPercent } = preferences;
  return (
    <fieldset class="choice choice-thresholds">
      <legend>{t('menu.thresholds')}</legend>
      <Percent
        name={t('menu.amberFrom')}
        value={warnPercent}
        choices={warnChoices}
        onChoose={(percent) => actions.prefer({ warnPercent: percent })}
      />
      <Percent
        name={t('menu.redFrom')}
        value={badPercent}
        choices={badChoices}
        onChoose={(percent) => actions.prefer({ badPercent: percent })}
      />
    </fieldset>
  );
}

interface PercentProps {
  readonly name: string;
  readonly value: number;
  readonly choices: readonly number[];
  onChoose(percent: number): void;
}

function Percent({ name, value, choices, onChoose }: PercentProps) {
  const offered = choices.includes(value) ? choices : [...choices, value].sort((left, right) => left - right);
  return (
    <label>
      {name}
      <select class="form-select form-select-sm" value={value} onChange={(event) => onChoose(Number(event.currentTarget.value))}>
        {offered.map((percent) => (
          <option key={percent} value={percent}>{`${percent} %`}</option>
        ))}
      </select>
    </label>
  );
}

function Notifications() {
  const { preferences, actions } = useScene();
  const allowed = permission();
  const isOn = preferences.notify && allowed === 'granted';
  const isImpossible = allowed === 'denied' || allowed === 'unavailable';
  return (
    <div class="menu-notify">
      <Choice
        title={t('menu.notify')}
        chosen={isOn ? 'on' : 'off'}
        options={[
          ['off', t('menu.off')],
          ['on', t('menu.on')],
        ]}
        onChoose={(chosen) => (chosen === 'on' ? void turnOn(actions) : actions.prefer({ notify: false }))}
      />
      <p class="quiet">{isImpossible ? t(`notify.${allowed}`) : t('menu.notifyHint')}</p>
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly title: string;
  readonly chosen: T;
  readonly options: readonly (readonly [T, string])[];
  onChoose(value: T): void;
}

function Choice<T extends string>({ title, chosen, options, onChoose }: ChoiceProps<T>) {
  return (
    <fieldset class="choice">
      <legend>{title}</legend>
      {options.map(([value, name]) => (
        <button key={value} type="button" class="btn btn-sm" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
          {name}
        </button>
      ))}
    </fieldset>
  );
}
