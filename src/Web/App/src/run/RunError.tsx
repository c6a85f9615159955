import { CopyButton } from '../app/CopyButton';
import { Foreign } from '../kit/Foreign';
import { firstLine } from '../text/firstLine';
import { t } from '../text/text';
import type { KnownRun } from './useRun';

/** The error of a run: its most telling line, and the whole text. */
export function RunError({ known: { execution, isAsking } }: { readonly known: KnownRun }) {
  const text = execution?.errorMessage;
  if (!text) {
    return null;
  }
  const summary = firstLine(text);
  return (
    <section class="run-error" aria-labelledby="run-error-title">
      <header>
        <h3 id="run-error-title" class="drawer-subtitle">
          {t('run.error')}
        </h3>
        {isAsking && <span class="quiet">{t('run.askingError')}</span>}
        <CopyButton label={t('run.copyError')} text={() => text} />
      </header>
      {summary !== null && summary !== text.trim() && (
        <p class="run-error-line">
          <Foreign text={summary} />
        </p>
      )}
      <pre
        class="run-error-text"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
        tabIndex={0}
      >
        <Foreign text={text} />
      </pre>
    </section>
  );
}
