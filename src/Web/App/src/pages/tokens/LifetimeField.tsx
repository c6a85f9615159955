import { useId } from 'preact/hooks';
import { Foreign } from '../../kit/Foreign';
import { t } from '../../text/text';
import { type Lifetime, lifetimes } from './token';

interface Props {
  readonly lifetime: Lifetime;
  /** The last day, if one is chosen. */
  readonly day: string;
  readonly error: string | undefined;
  onLifetime(lifetime: Lifetime): void;
  onDay(day: string): void;
}

/** For how long a token is good. */
export function LifetimeField({ lifetime, day, error, onLifetime, onDay }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label class="form-label" for={id}>
        {t('tokens.expires')}
      </label>
      <select
        id={id}
        class="form-select"
        value={lifetime}
        onChange={({ currentTarget }) => {
          const chosen = lifetimes.find((one) => one === currentTarget.value);
          chosen && onLifetime(chosen);
        }}
      >
        {lifetimes.map((one) => (
          <option key={one} value={one}>
            {one === 'never' || one === 'date' ? t(`tokens.${one}`) : t('tokens.inDays', { count: Number(one) })}
          </option>
        ))}
      </select>
      {lifetime === 'date' && (
        <label class="lifetime-day">
          <span class="form-label">{t('tokens.lastDay')}</span>
          <input
            type="date"
            class={`form-control ${error ? 'is-invalid' : ''}`}
            value={day}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? `${id}-error` : undefined}
            onInput={({ currentTarget }) => onDay(currentTarget.value)}
          />
        </label>
      )}
      {lifetime === 'never' && <p class="field-hint">{t('tokens.neverHint')}</p>}
      {error && (
        <p id={`${id}-error`} class="field-error">
          <Foreign text={error} />
        </p>
      )}
    </div>
  );
}
