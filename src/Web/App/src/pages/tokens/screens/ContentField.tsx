import { HostFailureNote } from '../../../app/HostFailureNote';
import { useHostData } from '../../../app/useHostData';
import { ChecksField } from '../../../kit/fields/ChecksField';
import { TextField } from '../../../kit/fields/TextField';
import { type Content, dashboardsPath, parseShowable, secondsOf } from './content';
import { st } from './text';

interface Props {
  readonly content: Content;
  onChange(content: Content): void;
  /** What the host finds wrong; undefined while it finds nothing. */
  readonly error: string | undefined;
}

const everyMs = 60_000;

/** Chooses what a screen shows: the live page, or dashboards by turns. */
export function ContentField({ content, onChange, error }: Props) {
  const { value: showable, failure } = useHostData(dashboardsPath, parseShowable, everyMs);
  return (
    <>
      <HostFailureNote failure={failure} />
      {showable && showable.length > 0 && (
        <>
          <ChecksField
            label={st('shows.title')}
            all={st('shows.live')}
            options={showable}
            chosen={content.ids}
            error={error}
            onChange={(ids) => onChange({ ...content, ids })}
          />
          {content.ids.length > 0 && <p class="field-hint">{st('shows.hint')}</p>}
          {content.ids.length > 1 && (
            <TextField
              label={st('shows.seconds')}
              value={content.seconds}
              most={4}
              error={secondsOf(content) === null ? st('shows.wrong') : undefined}
              onChange={(seconds) => onChange({ ...content, seconds })}
            />
          )}
        </>
      )}
    </>
  );
}
