import type { IconName } from '../../kit/Icon';
import { newestFirst } from '../../state/executions';
import { knownRuns } from '../../state/outOfView';
import { pipelines } from '../../state/runs';
import type { SourceView } from '../../state/sourceView';
import { isolated } from '../../text/isolated';
import { languages } from '../../text/languages';
import { t } from '../../text/text';
import { offeredExports, startExport } from '../export/exporting';
import { languageNames, themes } from '../header/MenuPreferences';
import { dashboardPath, findablePages, pipelinePath } from '../page';
import type { Scene } from '../scene';
import { permission, turnOn } from '../signals/notifications';
import { statusIcons } from '../statusIcons';
import { trustIcons, trustOf } from '../trust';
import { routeOf, type SavedView } from '../views/savedViews';

export type PaletteGroup = 'views' | 'pipelines' | 'runs' | 'daemons' | 'page';

/** Something to go to or to do. */
export interface PaletteItem {
  readonly key: string;
  readonly group: PaletteGroup;
  readonly icon: IconName;
  readonly title: string;
  readonly detail: string;
  choose(): void;
}

/** All items in the order in which they are shown: saved views, pipelines, newest runs, daemons, commands. */
export function paletteItems(scene: Scene, saved: readonly SavedView[] = []): readonly PaletteItem[] {
  const views = [...scene.state.sources.values()];
  const isMany = views.length > 1;
  return [
    ...viewItems(scene, saved),
    ...views.flatMap((view) => pipelineItems(scene, view, isMany)),
    ...runItems(scene, views, isMany),
    ...(isMany ? daemonItems(scene, views) : []),
    ...commandItems(scene),
  ];
}

const viewItems = ({ actions }: Scene, saved: readonly SavedView[]): readonly PaletteItem[] =>
  saved.map((view) => ({
    key: `view/${view.id}`,
    group: 'views',
    icon: 'link',
    title: view.name,
    detail: '',
    choose: () => actions.navigate(routeOf(view)),
  }));

function pipelineItems({ actions }: Scene, view: SourceView, isMany: boolean): readonly PaletteItem[] {
  return pipelines(view).flatMap(({ id, name, runs }) => {
    const newest = runs[0];
    return newest
      ? {
          key: `pipeline/${view.name}/${id}`,
          group: 'pipelines',
          icon: statusIcons[newest.status],
          title: name,
          detail: parts(t(`status.${newest.status}`), isMany && view.name),
          choose: () => actions.navigate({ path: pipelinePath(view.name, id) }),
        }
      : [];
  });
}

function runItems({ actions }: Scene, views: readonly SourceView[], isMany: boolean): readonly PaletteItem[] {
  return views
    .flatMap((view) => [...knownRuns(view).values()])
    .sort(newestFirst)
    .map((run) => ({
      key: `run/${run.source}/${run.id}`,
      group: 'runs',
      icon: statusIcons[run.status],
      title: run.pipelineName,
      detail: parts(t(`status.${run.status}`), run.id, isMany && run.source),
      choose: () => actions.navigate({ run: { source: run.source, id: run.id } }),
    }));
}

function daemonItems(scene: Scene, views: readonly SourceView[]): readonly PaletteItem[] {
  const { actions, route } = scene;
  return [
    daemonItem(t('common.allDaemons'), null, 'live', ''),
    ...views.map((view) => {
      const trust = trustOf(scene, view);
      return daemonItem(view.name, view.name, trustIcons[trust], t(`state.${trust}`));
    }),
  ];

  function daemonItem(title: string, source: string | null, icon: IconName, state: string): PaletteItem {
    const detail = parts(state, route.source === source && t('palette.chosen'));
    return { key: `daemon/${source ?? ''}`, group: 'daemons', icon, title, detail, choose: () => actions.navigate({ source }) };
  }
}

function commandItems(scene: Scene): readonly PaletteItem[] {
  const { preferences, actions } = scene;
  const isTold = preferences.notify && permission() === 'granted';
  const item = (key: string, icon: IconName, title: string, choose: () => void, isChosen = false): PaletteItem => ({
    key,
    group: 'page',
    icon,
    title,
    detail: isChosen ? t('palette.chosen') : '',
    choose,
  });
  const homeDashboard = scene.home === null ? null : dashboardPath(scene.home);
  return [
    ...(homeDashboard === null
      ? []
      : [
          item(
            'home',
            'dashboard',
            t('pages.home'),
            () => actions.navigate({ path: homeDashboard }),
            homeDashboard === scene.route.path,
          ),
        ]),
    ...findablePages(scene.pages, scene.state.account).map(({ path, icon, title }) =>
      item(`page${path}`, icon, t(title), () => actions.navigate({ path }), path === scene.route.path),
    ),
    ...themes.map((theme) =>
      item(
        `theme/${theme}`,
        'theme',
        t('palette.theme', { name: t(`menu.${theme}`) }),
        () => actions.prefer({ theme }),
        theme === preferences.theme,
      ),
    ),
    ...languages.map((language) =>
      item(
        `language/${language}`,
        'log',
        t('palette.language', { name: languageNames[language] }),
        () => actions.prefer({ language }),
        language === preferences.language,
      ),
    ),
    item('zone/local', 'stale', t('palette.zoneLocal'), () => actions.prefer({ zone: 'local' }), preferences.zone === 'local'),
    item('zone/utc', 'stale', t('palette.zoneUtc'), () => actions.prefer({ zone: 'utc' }), preferences.zone === 'utc'),
    ...offeredExports().map(([exportable, format]) =>
      item(
        `export/${exportable.table}/${format}`,
        'download',
        t('export.palette', { what: t(`exportOf.${exportable.table}`), format: t(`exportAs.${format}`) }),
        () => void startExport(exportable, format, actions),
      ),
    ),
    isTold
      ? item('notify', 'bell', t('palette.notifyOff'), () => actions.prefer({ notify: false }))
      : item('notify', 'bell', t('palette.notifyOn'), () => void turnOn(actions)),
    item('kiosk', 'live', t('menu.kiosk'), () => actions.navigate({ kiosk: true, run: null })),
    ...(scene.state.account?.kind === 'person'
      ? [item('views', 'link', t('palette.saveView'), () => actions.open('views'))]
      : []),
    item('shortcuts', 'log', t('menu.shortcuts'), () => actions.open('shortcuts')),
    item('sign-out', 'user', t('menu.signOut'), () => actions.signOut()),
  ];
}

const parts = (...texts: readonly (string | false)[]): string =>
  texts
    .filter((text): text is string => Boolean(text))
    .map(isolated)
    .join(' · ');
