import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../kit/Dialog';
import { Foreign } from '../../kit/Foreign';
import { Icon } from '../../kit/Icon';
import { useElementId } from '../../kit/useElementId';
import { t } from '../../text/text';
import { useScene } from '../scene';
import { type PaletteItem, paletteItems } from './items';
import { matching } from './match';
import { useSavedViews } from './useSavedViews';

/** Finds everything that one can go to or do by a few letters. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const scene = useScene();
  const id = useElementId();
  const [query, setQuery] = useState('');
  const [place, setPlace] = useState(0);
  const saved = useSavedViews(scene);
  // As of the last key press. If entries moved meanwhile, the wrong one would be chosen.
  const found = useMemo(() => matching(paletteItems(scene, saved), query), [query, saved]);
  const list = useRef<HTMLDivElement>(null);
  const active = found[Math.min(place, found.length - 1)];
  useEffect(() => list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }), [active]);

  const choose = (item: PaletteItem | undefined) => {
    if (item) {
      onClose();
      item.choose();
    }
  };
  const press = (event: KeyboardEvent) => {
    const to = moved(event.key, place, found.length);
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      choose(active);
    } else if (to !== null) {
      event.preventDefault();
      setPlace(to);
    }
  };
  return (
    <Dialog title={t('palette.title')} isBare onClose={onClose}>
      <div class="palette-field">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-label={t('palette.title')}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active ? `${id}-${active.key}` : undefined}
          placeholder={t('palette.search')}
          autocomplete="off"
          spellcheck={false}
          autofocus
          value={query}
          onInput={(event) => {
            setQuery(event.currentTarget.value);
            setPlace(0);
          }}
          onKeyDown={press}
        />
      </div>
      <div ref={list} id={`${id}-list`} class="palette-list" role="listbox" aria-label={t('palette.title')}>
        {found.map((item, at) => (
          <Entry
            key={item.key}
            id={`${id}-${item.key}`}
            item={item}
            isActive={item === active}
            isFirst={found[at - 1]?.group !== item.group}
            onPoint={() => setPlace(at)}
            onChoose={() => choose(item)}
          />
        ))}
      </div>
      <p class={found.length > 0 ? 'visually-hidden' : 'palette-nothing'} role="status">
        {found.length > 0 ? t('palette.found', { count: found.length }) : t('palette.nothing', { query })}
      </p>
      <p class="palette-hint quiet">{t('palette.hint')}</p>
    </Dialog>
  );
}

interface EntryProps {
  readonly id: string;
  readonly item: PaletteItem;
  readonly isActive: boolean;
  /** Whether it is the first of its group, whose name stands before it. */
  readonly isFirst: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

function Entry({ id, item, isActive, isFirst, onPoint, onChoose }: EntryProps) {
  return (
    <>
      {isFirst && (
        <div class="palette-group" role="presentation">
          {t(`palette.${item.group}`)}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and hears the keys */}
      <div
        id={id}
        class="palette-item"
        role="option"
        tabIndex={-1}
        aria-selected={isActive}
        onPointerMove={onPoint}
        onClick={onChoose}
      >
        <Icon name={item.icon} />
        <Foreign kind="palette-title" text={item.title} />
        <span class="palette-detail quiet">{item.detail}</span>
      </div>
    </>
  );
}

/** Where a key leads in a list; null if it leads nowhere. */
function moved(key: string, place: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return count === 0 ? 0 : (place + 1) % count;
    case 'ArrowUp':
      return count === 0 ? 0 : (place - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return Math.max(0, count - 1);
    default:
      return null;
  }
}
