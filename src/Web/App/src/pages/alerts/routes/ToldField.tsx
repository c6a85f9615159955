import { Foreign } from '../../../kit/Foreign';
import { useElementId } from '../../../kit/useElementId';
import type { Channel } from '../channels/channel';
import { at } from '../text';

interface Props {
  readonly channels: readonly Channel[];
  readonly chosen: readonly string[];
  readonly error: string | undefined;
  onChange(chosen: readonly string[]): void;
}

/** The channels that a route tells. */
export function ToldField({ channels, chosen, error, onChange }: Props) {
  const id = useElementId();
  const toggle = (channel: string) =>
    onChange(chosen.includes(channel) ? chosen.filter((one) => one !== channel) : [...chosen, channel]);
  return (
    <fieldset class="field checks" aria-describedby={error ? `${id}-error` : undefined}>
      <legend class="form-label">{at('routes.channels')}</legend>
      <div class="checks-options">
        {channels.map((channel) => (
          <label key={channel.id} class="check">
            <input
              type="checkbox"
              class="form-check-input"
              checked={chosen.includes(channel.id)}
              onChange={() => toggle(channel.id)}
            />{' '}
            <Foreign text={channel.name} />
          </label>
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} class="field-error">
          <Foreign text={error} />
        </p>
      )}
    </fieldset>
  );
}
