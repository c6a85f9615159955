import { textsOf } from '../../text/text';
import texts from './texts.json';

/** The texts of the dialog of saved views. They are loaded with it. */
export const vt = textsOf(texts);
