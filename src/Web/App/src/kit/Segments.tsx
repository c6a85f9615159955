interface Props<T extends string | number> {
  /** What is chosen here. */
  readonly title: string;
  readonly chosen: T;
  readonly options: readonly T[];
  name(option: T): string;
  onChoose(option: T): void;
}

/** A choice of one among a few, side by side. */
export function Segments<T extends string | number>({ title, chosen, options, name, onChoose }: Props<T>) {
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">{title}</legend>
      {options.map((option) => (
        <button key={option} type="button" aria-pressed={option === chosen} onClick={() => onChoose(option)}>
          {name(option)}
        </button>
      ))}
    </fieldset>
  );
}
