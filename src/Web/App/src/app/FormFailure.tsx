import type { HostFailure } from '../connection/hostApi';
import { Foreign } from '../kit/Foreign';
import { HostFailureNote } from './HostFailureNote';

interface Props {
  /** Why the host did not take the form; none if it named fields. */
  readonly failure: HostFailure | null;
  /** What it said of fields that the form does not show. */
  readonly others: readonly string[];
}

/** What no field of a form tells of why the host did not take it. */
export const FormFailure = ({ failure, others }: Props) => (
  <>
    <HostFailureNote failure={failure} />
    {others.length > 0 && (
      <p class="field-error">
        <Foreign text={others.join(' ')} />
      </p>
    )}
  </>
);
