export interface Size {
  readonly w: number;
  readonly h: number;
}

/** An option as the form of a widget asks for it. Names are those of the document. */
export type OptionField = { readonly name: string } & (
  | { readonly input: 'text' | 'longText'; readonly most: number }
  | {
      readonly input: 'number';
      readonly least: number;
      readonly most: number;
      readonly isWhole: boolean;
      readonly usual: number | null;
    }
  | { readonly input: 'choice'; readonly options: readonly string[] }
  | { readonly input: 'flag'; readonly usual: boolean }
  | { readonly input: 'checks'; readonly options: readonly string[] }
  | { readonly input: 'zone' }
  | { readonly input: 'series' }
);

/** A kind of widget as it is arranged: how large it is at first and at least, and what it is asked. */
export interface WidgetDefinition {
  readonly type: string;
  readonly size: Size;
  readonly least: Size;
  readonly fields: readonly OptionField[];
}

/** A whole number that may be left out. */
export const wholeNumber = (name: string, least: number, most: number, usual: number | null): OptionField => ({
  name,
  input: 'number',
  least,
  most,
  isWhole: true,
  usual,
});
