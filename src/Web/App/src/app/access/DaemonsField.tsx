import { Foreign } from '../../kit/Foreign';
import { t } from '../../text/text';
import { useScene } from '../scene';

interface Props {
  readonly sources: readonly string[];
  readonly isWrong: boolean;
  onToggle(source: string): void;
}

/** Chooses daemons, for what is not for all of them. */
export function DaemonsField({ sources, isWrong, onToggle }: Props) {
  const { state } = useScene();
  // Also those that are granted already and not watched, or not watched yet.
  const offered = [...new Set([...state.sources.keys(), ...sources])].sort();
  return (
    <fieldset class="grant-daemons">
      <legend class="visually-hidden">{t('grants.daemons')}</legend>
      {offered.map((source) => (
        <label key={source} class="grant-daemon">
          <input type="checkbox" class="form-check-input" checked={sources.includes(source)} onChange={() => onToggle(source)} />{' '}
          <Foreign text={source} />
        </label>
      ))}
      {isWrong && (
        <p class="field-error" role="alert">
          {t('grants.noDaemon')}
        </p>
      )}
    </fieldset>
  );
}
