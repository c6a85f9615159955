import { askHost, type HostAnswer, tellHost } from '../../connection/hostApi';
import { addressOf } from '../../contract/address';
import * as read from '../../contract/read';
import { pageAddress, parseRoute, type Route } from '../route';

/** A place of the page that a person has saved by name. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  /** From the monitor's root on. */
  readonly address: string;
}

export const savedViewsPath = '/api/account/views';

export const mostOfName = 60;
export const mostOfAddress = 2000;

/** By name. */
export function parseSavedViews(sent: unknown): readonly SavedView[] {
  return read.items(read.fields(sent, 'saved views'), 'views', parseSavedView);
}

export function parseSavedView(sent: unknown): SavedView {
  const from = read.fields(sent, 'saved view');
  return { id: read.text(from, 'id'), name: read.text(from, 'name'), address: read.text(from, 'address') };
}

const pathOf = ({ id }: SavedView): string => `${savedViewsPath}/${encodeURIComponent(id)}`;

export const saveView = (name: string, address: string): Promise<HostAnswer<SavedView>> =>
  askHost(savedViewsPath, parseSavedView, { method: 'POST', body: { name, address } });

export const renameView = (view: SavedView, name: string): Promise<HostAnswer<SavedView>> =>
  askHost(pathOf(view), parseSavedView, { method: 'PUT', body: { name, address: view.address } });

export const deleteView = (view: SavedView): Promise<HostAnswer<undefined>> => tellHost(pathOf(view), { method: 'DELETE' });

/** What is saved of what is shown: everything but the dialog over it. */
export const addressToSave = (route: Route): string => pageAddress({ ...route, dialog: null });

/** Where a saved view leads. */
export function routeOf({ address }: SavedView): Route {
  return parseRoute(new URL(addressOf(address), location.origin));
}
