import type { Setting } from './rule';

/** The figures that a threshold may watch, each with its unit: those of a daemon first, then those of a pipeline. */
export const figures = {
  cpuUsage: '%',
  memoryUsage: '%',
  successRate: '%',
  activePipelines: '',
  activeConnections: '',
  totalExecutions: '',
  durationSeconds: 's',
  usualSeconds: 's',
  failuresInARow: '',
  rows: '',
} as const;
export type Figure = keyof typeof figures;

export const isFigure = (name: string | undefined): name is Figure => name !== undefined && Object.hasOwn(figures, name);

export const settingNames = [
  'figure',
  'above',
  'below',
  'clear',
  'forSeconds',
  'schedule',
  'deadline',
  'maxMinutes',
  'zone',
  'delaySeconds',
] as const;
export type SettingName = (typeof settingNames)[number];

export const isSettingName = (name: string): name is SettingName => settingNames.some((one) => one === name);

const ofKind: Readonly<Record<string, readonly SettingName[]>> = {
  threshold: ['figure', 'above', 'below', 'clear', 'forSeconds', 'delaySeconds'],
  'missed-start': ['schedule', 'zone', 'delaySeconds'],
  'late-finish': ['deadline', 'maxMinutes', 'zone', 'delaySeconds'],
};

/** The settings of a kind of rule, in the order of the form. */
export const settingsOf = (kind: string): readonly SettingName[] => ofKind[kind] ?? ['delaySeconds'];

const numbers: readonly SettingName[] = ['above', 'below', 'clear', 'forSeconds', 'maxMinutes', 'delaySeconds'];

export const isNumber = (name: SettingName): boolean => numbers.includes(name);

/** The unit of a setting, such as `s`; empty if it has none. */
export function unitOf(name: SettingName, figure: string | undefined): string {
  switch (name) {
    case 'forSeconds':
    case 'delaySeconds':
      return 's';
    case 'maxMinutes':
      return 'min';
    case 'above':
    case 'below':
    case 'clear':
      return isFigure(figure) ? figures[figure] : '';
    default:
      return '';
  }
}

/** Settings as the host takes them. What is no number goes as it was typed, and the host says what is wrong with it; what is empty is left out. */
export function settingsFrom(typed: Readonly<Record<string, string>>): Readonly<Record<string, Setting>> {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, text]): [string, Setting][] => {
      const value = text.trim();
      if (value === '') {
        return [];
      }
      const number = Number(value.replace(',', '.'));
      return [[name, isSettingName(name) && isNumber(name) && Number.isFinite(number) ? number : value]];
    }),
  );
}
