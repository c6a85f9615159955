import type { ComponentType } from 'preact';
import type { ShownRange } from '../../../charts/useRange';
import type { Options } from '../model/document';

/** What draws a widget. What it is about is the scope of the scene that it is drawn in. */
export interface WidgetViewProps {
  readonly options: Options;
  /** The time that the dashboard shows. */
  readonly shown: ShownRange;
}

export type WidgetView = ComponentType<WidgetViewProps>;

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

/** A kind of widget: how large it is at first and at least, what it is asked, and what draws it. */
export interface WidgetDefinition {
  readonly type: string;
  readonly size: Size;
  readonly least: Size;
  /** Whether daemons are chosen for it, and pipelines. */
  readonly hasSources: boolean;
  readonly hasPipelines: boolean;
  readonly fields: readonly OptionField[];
  /** Fetches what draws it, together with others that need the same. */
  load(): Promise<WidgetView>;
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
