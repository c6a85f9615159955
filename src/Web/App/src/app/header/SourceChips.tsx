import { Foreign } from '../../kit/Foreign';
import { Icon } from '../../kit/Icon';
import { isolated } from '../../text/isolated';
import { t } from '../../text/text';
import { useScene } from '../scene';
import { trustIcons, trustOf } from '../trust';

/** With more daemons than this, chips would fill the screen. */
const mostChips = 12;

/** Every daemon with its state; choosing one narrows the page to it. */
export function SourceChips() {
  const scene = useScene();
  const names = [...scene.state.sources.keys()];
  if (names.length < 2) {
    return null;
  }
  return names.length > mostChips ? <SourceSelect names={names} /> : <Chips names={names} />;
}

function Chips({ names }: { readonly names: readonly string[] }) {
  const scene = useScene();
  const { route, actions } = scene;
  return (
    <fieldset class="chips">
      <legend class="visually-hidden">{t('strip.daemon')}</legend>
      <button type="button" class="chip" aria-pressed={route.source === null} onClick={() => actions.navigate({ source: null })}>
        {t('common.allDaemons')}
      </button>
      {names.map((name) => {
        const trust = trustOf(scene, scene.state.sources.get(name));
        const word = t(`state.${trust}`);
        return (
          <button
            key={name}
            type="button"
            class={`chip chip-${trust}`}
            title={`${isolated(name)}: ${word}`}
            aria-pressed={route.source === name}
            onClick={() => actions.navigate({ source: name })}
          >
            <Icon name={trustIcons[trust]} />
            <Foreign kind="chip-name" text={name} />
            {/* Live is what is expected: its word would be noise on every chip. */}
            <span class={trust === 'live' ? 'visually-hidden' : 'chip-word'}>{word}</span>
          </button>
        );
      })}
    </fieldset>
  );
}

function SourceSelect({ names }: { readonly names: readonly string[] }) {
  const scene = useScene();
  const { route, actions } = scene;
  return (
    <label class="strip-select">
      <span class="visually-hidden">{t('strip.daemon')}</span>
      <select
        class="form-select form-select-sm"
        value={route.source ?? ''}
        onChange={(event) => actions.navigate({ source: event.currentTarget.value || null })}
      >
        <option value="">{t('common.allDaemons')}</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {`${isolated(name)} – ${t(`state.${trustOf(scene, scene.state.sources.get(name))}`)}`}
          </option>
        ))}
      </select>
    </label>
  );
}
