import { formatDuration, formatNumber } from '../../../text/format';
import { knownKind } from '../kinds';
import { at } from '../text';
import texts from '../texts.en.json';
import type { Rule } from './rule';
import { figures, isFigure } from './settingFields';

const sentences: Readonly<Record<string, string>> = texts.rule;

/** What people call a rule: a built-in one that nobody has renamed, in the language in use. */
export function nameOf({ isBuiltIn, kind, name }: Pick<Rule, 'isBuiltIn' | 'kind' | 'name'>): string {
  const known = knownKind(kind);
  return isBuiltIn && isSentence(known) && sentences[known] === name ? at(`rule.${known}`) : name;
}

type Sentence = keyof typeof texts.rule;

const isSentence = (name: string | null): name is Sentence => name !== null && Object.hasOwn(texts.rule, name);

/** A figure in words; the hub's own name for one that the page does not know. */
export const figureText = (figure: string): string => (isFigure(figure) ? at(`figure.${figure}`) : figure);

/** The settings of a rule in words; empty if all are as usual. */
export function settingsText({ kind, settings }: Rule): readonly string[] {
  const { figure, above, below, clear, forSeconds, delaySeconds, schedule, deadline, maxMinutes, zone } = settings;
  const unit = typeof figure === 'string' && isFigure(figure) ? figures[figure] : '';
  const value = (number: unknown) => `${formatNumber(Number(number), Number.isInteger(number) ? 0 : 1)}${unit && ` ${unit}`}`;
  const parts = [
    kind === 'threshold' && typeof figure === 'string' && figureText(figure),
    typeof above === 'number' && at('rules.aboveText', { value: value(above) }),
    typeof below === 'number' && at('rules.belowText', { value: value(below) }),
    typeof clear === 'number' && at('rules.clearText', { value: value(clear) }),
    typeof forSeconds === 'number' && forSeconds > 0 && at('rules.forText', { duration: formatDuration(forSeconds * 1000) }),
    typeof schedule === 'string' && at('rules.scheduleText', { schedule }),
    typeof deadline === 'string' && at('rules.deadlineText', { time: deadline }),
    typeof maxMinutes === 'number' && at('rules.maxText', { duration: formatDuration(maxMinutes * 60_000) }),
    typeof zone === 'string' && zone,
    typeof delaySeconds === 'number' &&
      delaySeconds > 0 &&
      at('rules.delayText', { duration: formatDuration(delaySeconds * 1000) }),
  ];
  return parts.filter((part) => typeof part === 'string');
}
