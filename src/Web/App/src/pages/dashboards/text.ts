import { textsOf } from '../../text/text';
import texts from './texts.json';

/** The texts of the pages about dashboards. They are loaded with them. */
export const dt = textsOf(texts);
