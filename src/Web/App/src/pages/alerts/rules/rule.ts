import type { ProblemSeverity } from '../../../contract/messages';
import * as read from '../../../contract/read';
import { everything, type Match, parseMatch } from '../match';

/** A setting of a rule or channel, as the host sends it. */
export type Setting = string | number | boolean | readonly string[] | null;

/** A rule by which problems open, as `GET /api/alerts/rules` returns it. */
export interface Rule {
  /** Its kind for a built-in rule. */
  readonly id: string;
  readonly name: string;
  /** The kind of problem that it opens. */
  readonly kind: string;
  readonly isEnabled: boolean;
  readonly severity: ProblemSeverity;
  readonly match: Match;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly runbook: string | null;
  readonly isBuiltIn: boolean;
}

export const rulesPath = '/api/alerts/rules';

export const rulePath = (id: string): string => `${rulesPath}/${encodeURIComponent(id)}`;

const severities = ['info', 'warning', 'critical'] as const;

/** In the order of their names. */
export const parseRules = (sent: unknown): readonly Rule[] => read.items(read.fields(sent, 'rules'), 'rules', parseRule);

function parseRule(sent: unknown): Rule {
  const from = read.fields(sent, 'rule');
  return {
    id: read.text(from, 'id'),
    name: read.text(from, 'name'),
    kind: read.text(from, 'kind'),
    isEnabled: read.flag(from, 'enabled'),
    severity: read.word(from, 'severity', severities, 'warning'),
    match: parseMatch(from),
    settings: parseSettings(from),
    runbook: read.textOrNull(from, 'runbook'),
    isBuiltIn: read.flag(from, 'builtIn'),
  };
}

/** The settings that are texts, numbers, switches, or lists of texts. */
export function parseSettings(from: read.Fields): Readonly<Record<string, Setting>> {
  const settings = read.fields(from.settings ?? {}, 'settings');
  return Object.fromEntries(
    Object.entries(settings).flatMap(([name, value]): [string, Setting][] => {
      if (Array.isArray(value)) {
        return [[name, value.map(String)]];
      }
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[name, value]] : [];
    }),
  );
}

/** A rule as the host takes it. */
export const bodyOfRule = ({
  name,
  kind,
  isEnabled,
  severity,
  match,
  settings,
  runbook,
}: Omit<Rule, 'id' | 'isBuiltIn'>): object => ({
  name,
  kind,
  enabled: isEnabled,
  severity,
  match,
  settings,
  runbook,
});

/** A rule while it is edited: settings are as they were typed. */
export interface RuleDraft {
  readonly name: string;
  readonly kind: string;
  readonly isEnabled: boolean;
  readonly severity: ProblemSeverity;
  readonly match: Match;
  readonly typed: Readonly<Record<string, string>>;
  readonly runbook: string;
}

export const newRule: RuleDraft = {
  name: '',
  kind: 'threshold',
  isEnabled: true,
  severity: 'warning',
  match: everything,
  typed: { figure: 'cpuUsage', forSeconds: '60' },
  runbook: '',
};

export const draftOfRule = ({ settings, runbook, ...rule }: Rule): RuleDraft => ({
  name: rule.name,
  kind: rule.kind,
  isEnabled: rule.isEnabled,
  severity: rule.severity,
  match: rule.match,
  typed: Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value ?? '')])),
  runbook: runbook ?? '',
});
