import { useRef } from 'preact/hooks';
import type { Theme } from '../state/preferences';
import { type Language, languages, t } from '../text/text';
import { Icon } from './Icon';
import { useScene } from './scene';

const themes: readonly Theme[] = ['system', 'light', 'dark'];
const names: Readonly<Record<Language, string>> = { en: 'English', pt: 'Português' };

/** Theme, language and who is signed in. */
export function StripMenu() {
  const { state, preferences, actions } = useScene();
  const menu = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (menu.current) {
      menu.current.open = false;
    }
  };
  return (
    <details
      class="menu"
      ref={menu}
      onKeyDown={(event) => event.key === 'Escape' && close()}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && close()}
    >
      <summary class="btn btn-sm strip-button" aria-label={t('menu.open')}>
        <Icon name="user" />
      </summary>
      <div class="menu-panel">
        {state.account && <p class="menu-who">{state.account.email}</p>}
        <Choice
          title={t('menu.theme')}
          chosen={preferences.theme}
          options={themes.map((theme) => [theme, t(`menu.${theme}`)])}
          onChoose={(theme) => actions.prefer({ theme })}
        />
        <Choice
          title={t('menu.language')}
          chosen={preferences.language}
          options={languages.map((language) => [language, names[language]])}
          onChoose={(language) => actions.prefer({ language })}
        />
        <button type="button" class="btn btn-sm menu-item" onClick={() => actions.signOut()}>
          {t('menu.signOut')}
        </button>
      </div>
    </details>
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
