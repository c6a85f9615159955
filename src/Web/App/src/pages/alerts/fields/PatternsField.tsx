import { useState } from 'preact/hooks';
import { useScene } from '../../../app/scene';
import { TextField } from '../../../kit/fields/TextField';
import { holdsPipeline } from '../../../state/patterns';
import { isolated } from '../../../text/isolated';
import type { Match } from '../match';
import { at } from '../text';

interface Props {
  readonly match: Match;
  readonly error?: string | undefined;
  onChange(pipelines: readonly string[]): void;
}

const mostNamed = 5;
const mostCharacters = 20_000;

/** Patterns of pipelines, one a line, with the pipelines that they hold now. */
export function PatternsField({ match, error, onChange }: Props) {
  const [text, setText] = useState(match.pipelines.join('\n'));
  const held = useHeld(match);
  const hint = match.pipelines.length === 0 ? at('match.pipelinesHint') : heldText(held);
  return (
    <TextField
      label={at('match.pipelines')}
      hint={hint}
      value={text}
      most={mostCharacters}
      lines={2}
      placeholder={at('match.allPipelines')}
      error={error}
      onChange={(entered) => {
        setText(entered);
        onChange(patternsIn(entered));
      }}
    />
  );
}

const patternsIn = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function useHeld(match: Match): readonly string[] {
  const { state } = useScene();
  const names = [...state.sources.values()]
    .filter(({ name }) => match.sources.length === 0 || match.sources.includes(name))
    .flatMap(({ pipelines }) => [...pipelines.values.values()])
    .filter(({ id, name }) => holdsPipeline(match.pipelines, id, name))
    .map(({ name }) => name);
  return [...new Set(names)].sort();
}

const heldText = (names: readonly string[]): string =>
  names.length === 0
    ? at('match.holdsNone')
    : at(names.length > mostNamed ? 'match.holdsMore' : 'match.holds', {
        count: names.length,
        names: names.slice(0, mostNamed).map(isolated).join(', '),
      });
