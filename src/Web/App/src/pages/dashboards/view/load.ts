import { styled } from '../styled';
import { ViewPage } from './ViewPage';

/** The page, once its style is there. */
export async function load(): Promise<typeof ViewPage> {
  await styled();
  return ViewPage;
}
