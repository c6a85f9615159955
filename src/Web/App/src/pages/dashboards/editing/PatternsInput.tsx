import { useScene } from '../../../app/scene';
import { TextField } from '../../../kit/fields/TextField';
import { isolated } from '../../../text/isolated';
import { matching } from '../model/subjects';
import { et } from './text';
import { linesIn } from './typed';

interface Props {
  readonly what: 'sources' | 'pipelines';
  readonly text: string;
  readonly error: string | undefined;
  onChange(text: string): void;
}

const mostCharacters = 10_200;
const mostNamed = 6;

/** Names or patterns, one a line, with the daemons that they mean now. */
export function PatternsInput({ what, text, error, onChange }: Props) {
  const { state } = useScene();
  const patterns = linesIn(text);
  const names = matching([...state.sources.values()], patterns).map(({ name }) => name);
  const now = names.length === 0 ? et('options.sourcesNone') : et('options.sourcesNow', { names: named(names) });
  const hint = what === 'sources' && patterns.length > 0 ? now : et(`options.${what}Hint`);
  return (
    <TextField
      label={et(`options.${what}`)}
      hint={hint}
      value={text}
      most={mostCharacters}
      lines={2}
      error={error}
      onChange={onChange}
    />
  );
}

const named = (names: readonly string[]): string =>
  `${names.slice(0, mostNamed).map(isolated).join(', ')}${names.length > mostNamed ? ' …' : ''}`;
