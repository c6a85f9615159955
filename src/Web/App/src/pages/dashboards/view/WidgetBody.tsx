import { useMemo } from 'preact/hooks';
import { type Scene, SceneProvider, useScene } from '../../../app/scene';
import type { ShownRange } from '../../../charts/useRange';
import { Icon } from '../../../kit/Icon';
import { type Panel, PanelProvider } from '../../../panels/panel';
import { isolated } from '../../../text/isolated';
import type { Widget } from '../model/document';
import { nameIn } from '../model/options';
import { hasPipeline, matching, missingOf, narrowedTo, type Subjects, subjectsOf } from '../model/subjects';
import { dt } from '../text';
import { drawingOf, type WidgetDrawing } from '../widgets/drawings';
import { NotFound } from './NotFound';
import { useView } from './useView';

interface Props {
  readonly widget: Widget;
  readonly shown: ShownRange;
  /** How many of its kind are called alike before it, and itself. */
  readonly number: number;
}

/** A widget: what draws it in the scope of what it is about, or why there is nothing to draw. */
export function WidgetBody({ widget, shown, number }: Props) {
  const drawing = drawingOf(widget.type);
  const title = nameIn(widget.options, 'title');
  const panel = useMemo((): Panel => ({ suffix: `-${widget.id}`, title, number }), [widget.id, title, number]);
  return (
    <PanelProvider value={panel}>
      {drawing ? <Known drawing={drawing} widget={widget} shown={shown} /> : <Unknown type={widget.type} title={title} />}
    </PanelProvider>
  );
}

const Unknown = ({ type, title }: { readonly type: string; readonly title: string | null }) => (
  <section class="card widget-absent" aria-label={title ?? dt('unknown.title')}>
    <p role="status">
      <Icon name="unknown" /> {dt('unknown.text')}
    </p>
    <p class="quiet">{dt('unknown.type', { type })}</p>
  </section>
);

function Known({ drawing, widget, shown }: Omit<Props, 'number'> & { readonly drawing: WidgetDrawing }) {
  const scene = useScene();
  const load = useView(widget.type, drawing);
  const { sources, pipelines } = drawing.hasSources ? subjectsOf(widget.options) : everything;
  const views = matching(scene.views, sources).map((view) => narrowedTo(view, drawing.hasPipelines ? pipelines : noPatterns));
  const absent = absentOf(scene, widget.type, drawing, { sources, pipelines });
  if (absent) {
    return absent;
  }
  if (load.kind === 'failed') {
    return (
      <section class="card widget-absent">
        <p role="alert">{dt('view.notLoaded')}</p>
        <button type="button" class="btn btn-sm btn-outline-secondary" onClick={load.retry}>
          {dt('view.again')}
        </button>
      </section>
    );
  }
  if (load.kind === 'loading') {
    return <div class="card skeleton-block widget-loading" aria-busy="true" />;
  }
  const missing = sources.length > 0 ? missingOf(scene.views, sources) : noPatterns;
  return (
    <SceneProvider value={scopeOf(scene, views)}>
      <load.View options={widget.options} shown={shown} />
      {missing.length > 0 && scene.state.hasSettled && (
        <p class="quiet widget-missing">{dt('missing.some', { names: missing.map(isolated).join(', ') })}</p>
      )}
    </SceneProvider>
  );
}

const noPatterns: readonly string[] = [];
const everything: Subjects = { sources: [], pipelines: [] };

/** The scene with only what a widget is about; links out of it lead to the daemon, if it is one. */
function scopeOf(scene: Scene, views: Scene['views']): Scene {
  const only = views.length === 1 ? (views[0]?.name ?? null) : null;
  return { ...scene, views, route: { ...scene.route, source: only ?? scene.route.source } };
}

/** What stands there where nothing of what is meant is in sight; null as long as it may still come. */
function absentOf({ views, state }: Scene, type: string, drawing: WidgetDrawing, { sources, pipelines }: Subjects) {
  if (!state.hasSettled || type === 'text' || type === 'clock') {
    return null;
  }
  const meant = matching(views, sources);
  if (meant.length === 0) {
    return <NotFound what="source" patterns={sources} />;
  }
  const isKnown = meant.every(({ complete }) => complete);
  if (drawing.hasPipelines && pipelines.length > 0 && isKnown && !meant.some((view) => hasPipeline(view, pipelines))) {
    return <NotFound what="pipeline" patterns={pipelines} />;
  }
  return null;
}
