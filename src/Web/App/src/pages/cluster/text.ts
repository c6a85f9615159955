import { textsOf } from '../../text/text';
import texts from './texts.json';

/** The texts of the page about processes. They are loaded with it. */
export const ct = textsOf(texts);
