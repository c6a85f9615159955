import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Foreign } from '../../kit/Foreign';
import { Icon } from '../../kit/Icon';
import { evaluationOf } from '../../state/evaluation';
import { namedLike } from '../../state/fleetFilter';
import { type Standing, standingOf, worstFirst } from '../../state/standing';
import { formatNumber } from '../../text/format';
import { t } from '../../text/text';
import { formatRoute } from '../route';
import { useLiveScene, useScene } from '../scene';
import { trustIcons, trustOf } from '../trust';
import { useMenu } from './useMenu';

/** With more daemons than this, the list has a field to find one. */
const mostWithoutSearch = 8;

/** Which daemon is shown, and a list of all with their states, the worst first, to choose another. Nothing where there is one only. */
export function DaemonSwitcher() {
  const { state, route } = useScene();
  const menu = useMenu();
  if (state.sources.size < 2) {
    return null;
  }
  return (
    <details class="menu switcher" {...menu.details}>
      <summary class="btn btn-sm strip-button switcher-button" title={t('fleet.switch')}>
        <span class="visually-hidden">{`${t('strip.daemon')}: `}</span>
        {route.source === null ? (
          <span class="switcher-name">{t('common.allDaemons')}</span>
        ) : (
          <Foreign kind="switcher-name" text={route.source} />
        )}
        <Icon name="down1" />
      </summary>
      {menu.isOpen && <List close={menu.close} />}
    </details>
  );
}

/** Reads the newest frame, because problems of daemons out of scope do not redraw the header. */
function List({ close }: { close(): void }) {
  const { state, nowMs } = useLiveScene();
  const [text, setText] = useState('');
  const isEvaluated = evaluationOf(state, [], nowMs).kind === 'evaluating';
  const all = worstFirst([...state.sources.values()].map((view) => standingOf(view, nowMs, isEvaluated)));
  const found = namedLike(all, text);
  return (
    <div class="menu-panel switcher-panel">
      {all.length > mostWithoutSearch && (
        <input
          type="search"
          class="form-control form-control-sm"
          placeholder={t('fleet.find')}
          aria-label={t('fleet.find')}
          autocomplete="off"
          spellcheck={false}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      )}
      <nav class="switcher-list" aria-label={t('fleet.title')}>
        {text === '' && (
          <Choice source={null} close={close}>
            <Icon name="dashboard" />
            <span class="switcher-name">{t('common.allDaemons')}</span>
          </Choice>
        )}
        {found.map((standing) => (
          <Choice key={standing.view.name} source={standing.view.name} close={close}>
            <Daemon standing={standing} />
          </Choice>
        ))}
      </nav>
      {found.length === 0 && <p class="quiet">{t('fleet.noneFound')}</p>}
    </div>
  );
}

/** Its name, its state, and how many problems it has. */
function Daemon({ standing: { view, tone, problems } }: { readonly standing: Standing }) {
  const scene = useLiveScene();
  const trust = trustOf(scene, view);
  return (
    <>
      <span class={`switcher-mark tone-${tone}`}>
        <Icon name={tone === 'ok' ? 'live' : trust === 'live' ? 'warn' : trustIcons[trust]} />
      </span>
      <Foreign kind="switcher-name" text={view.name} />
      <span class={`switcher-state tone-${tone}`}>
        {trust === 'live' && problems.length > 0
          ? t('fleet.problems', { count: problems.length, shown: formatNumber(problems.length) })
          : t(`state.${trust}`)}
      </span>
    </>
  );
}

interface ChoiceProps {
  readonly source: string | null;
  close(): void;
  readonly children: ComponentChildren;
}

function Choice({ source, close, children }: ChoiceProps) {
  const { route, actions } = useScene();
  const change = { source, run: null };
  return (
    <a
      class="menu-item"
      href={formatRoute({ ...route, ...change })}
      aria-current={route.source === source ? 'true' : undefined}
      onClick={(event) => {
        if (event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
          event.preventDefault();
          close();
          actions.navigate(change);
        }
      }}
    >
      {children}
    </a>
  );
}
