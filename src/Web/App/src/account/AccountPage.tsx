import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Mark } from '../kit/Mark';
import { PreferenceStore } from '../state/preferences';
import { type Language, languages } from '../text/languages';
import { loadTexts, type TextName, t } from '../text/text';

interface Props {
  /** The name of the page, also that of its tab. */
  readonly title: TextName;
  /** Whether it is read from afar. */
  readonly isWide?: boolean;
  /** Drawn again whenever the language changes. */
  readonly children: () => ComponentChildren;
}

const languageNames: Readonly<Record<Language, string>> = { en: 'English', pt: 'Português' };

/** The frame of sign-in, set-up and the like: the product's name, one sentence about it, the form, the language. */
export function AccountPage({ title, isWide = false, children }: Props) {
  const [preferences] = useState(() => new PreferenceStore());
  const [language, setLanguage] = useState(preferences.current.language);
  const [isNotLoaded, setNotLoaded] = useState(false);
  preferences.apply();
  document.title = `${t(title)} – ${t('common.product')}`;
  const speak = (chosen: Language) => {
    setNotLoaded(false);
    loadTexts(chosen).then(
      () => {
        preferences.change({ language: chosen });
        setLanguage(chosen);
      },
      () => setNotLoaded(true),
    );
  };
  return (
    <div class={`account ${isWide ? 'account-wide' : ''}`}>
      <Pulse />
      <header class="account-head">
        <Mark size={48} />
        <h1>{t('common.product')}</h1>
        <p>{t('account.what')}</p>
      </header>
      <main class="account-card">
        <h2>{t(title)}</h2>
        {children()}
        {isNotLoaded && (
          <p class="account-alert account-language-alert" role="alert">
            {t('menu.languageNotLoaded')}
          </p>
        )}
      </main>
      <footer class="account-foot">
        {languages.map((offered) => (
          <button
            key={offered}
            type="button"
            class="account-language"
            lang={offered}
            aria-pressed={offered === language}
            onClick={() => speak(offered)}
          >
            {languageNames[offered]}
          </button>
        ))}
      </footer>
    </div>
  );
}

function Pulse() {
  return (
    <svg class="account-pulse" viewBox="0 0 1200 200" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <path d="M0 120h180l24-10 24 10h70l26-74 42 128 26-86 18 32h120l22-12 22 12h90l30-92 46 150 28-96 18 38h134l24-10 24 10h232" />
    </svg>
  );
}
