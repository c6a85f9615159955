import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Palette } from '../../../src/app/palette/Palette';
import { completeView, endedRun, nowMs, run } from '../../messages';
import { actionsOf, Staged, sceneOf } from '../../staged';

const field = () => screen.getByRole<HTMLInputElement>('combobox');
const options = () => screen.queryAllByRole('option');
const active = () => options().find((option) => option.getAttribute('aria-selected') === 'true');

describe('Palette', () => {
  const actions = actionsOf();
  const close = vi.fn();

  beforeEach(() => {
    vi.clearAllMocks();
    // Not every DOM has dialogs that open.
    HTMLDialogElement.prototype.showModal ??= () => undefined;
    Element.prototype.scrollIntoView ??= () => undefined;
    const view = completeView(
      run(endedRun('r1', nowMs - 60_000, { pipelineId: 'o', pipelineName: 'Orders to warehouse', status: 'failed' })),
      run(endedRun('r2', nowMs - 1000, { pipelineId: 'o', pipelineName: 'Orders to warehouse' })),
      run(endedRun('r3', nowMs - 2000, { pipelineId: 'p', pipelineName: 'Payments' })),
    );
    render(
      <Staged scene={sceneOf([view], { actions })}>
        <Palette onClose={close} />
      </Staged>,
    );
  });

  afterEach(cleanup);

  it('goes to a pipeline by some letters of its name', () => {
    fireEvent.input(field(), { target: { value: 'ware ord' } });
    fireEvent.keyDown(field(), { key: 'Enter' });

    expect(actions.navigate).toHaveBeenCalledExactlyOnceWith({ path: '/pipelines/default/o' });
    expect(close).toHaveBeenCalledOnce();
  });

  it('finds a run by its status and id', () => {
    fireEvent.input(field(), { target: { value: 'failed r1' } });

    expect(options().map((option) => option.textContent)).toEqual(['Orders to warehouseFailed · r1']);
  });

  it('tells which entry is chosen, and goes around with the arrow keys', () => {
    fireEvent.input(field(), { target: { value: 'theme' } });
    expect(options()).toHaveLength(3);
    expect(field().getAttribute('aria-activedescendant')).toBe(active()?.id);

    fireEvent.keyDown(field(), { key: 'ArrowDown' });
    expect(active()?.textContent).toContain('Light');
    fireEvent.keyDown(field(), { key: 'ArrowUp' });
    fireEvent.keyDown(field(), { key: 'ArrowUp' });
    expect(active()?.textContent).toContain('Dark');
    expect(field().getAttribute('aria-activedescendant')).toBe(active()?.id);

    fireEvent.keyDown(field(), { key: 'Enter' });
    expect(actions.prefer).toHaveBeenCalledExactlyOnceWith({ theme: 'dark' });
  });

  it('takes a click', () => {
    fireEvent.input(field(), { target: { value: 'sign out' } });
    fireEvent.click(options()[0] as HTMLElement);

    expect(actions.signOut).toHaveBeenCalledOnce();
  });

  it('says that nothing was found, and then does nothing', () => {
    fireEvent.input(field(), { target: { value: 'no such thing' } });
    fireEvent.keyDown(field(), { key: 'ArrowDown' });
    fireEvent.keyDown(field(), { key: 'Enter' });

    expect(screen.getByRole('status').textContent).toBe('Nothing found for ‘no such thing’');
    expect(field().getAttribute('aria-activedescendant')).toBeNull();
    expect(close).not.toHaveBeenCalled();
  });
});
