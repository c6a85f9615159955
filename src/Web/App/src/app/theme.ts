import { mediaOf } from '../kit/media';
import { keptPreferences, preferencesEvent, themeOf } from '../state/keptPreferences';
import { fetchTextsEarly } from './earlyTexts';

// Runs before anything is drawn, so that a dark page never flashes white. The build makes it a script of its own (build/earlyScripts.ts).
const root = document.documentElement;
const dark = mediaOf('(prefers-color-scheme: dark)');

function apply(): void {
  const theme = themeOf(keptPreferences());
  root.dataset.bsTheme = theme === 'system' ? (dark.matches() ? 'dark' : 'light') : theme;
}

apply();
fetchTextsEarly();
dark.follow(apply);
addEventListener('storage', apply);
addEventListener(preferencesEvent, apply);
