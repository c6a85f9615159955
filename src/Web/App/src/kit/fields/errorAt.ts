/** What the host finds wrong, by the name of the field in lower case. */
export type FieldErrors = ReadonlyMap<string, string>;

/** What is wrong with a field or with a part of it, such as `match.pipelines[2]`; undefined while nothing is. */
export function errorAt(errors: FieldErrors | undefined, field: string): string | undefined {
  const wanted = field.toLowerCase();
  for (const [name, error] of errors ?? []) {
    if (name === wanted || name.startsWith(`${wanted}[`) || name.startsWith(`${wanted}.`)) {
      return error;
    }
  }
  return undefined;
}

/** What is wrong with fields that the form does not have, so that it is said all the same. */
export const elsewhere = (errors: FieldErrors | undefined, shown: readonly string[]): readonly string[] =>
  [...(errors ?? [])]
    .filter(([name]) => !shown.some((field) => errorAt(new Map([[name, '']]), field) !== undefined))
    .map(([, error]) => error);
