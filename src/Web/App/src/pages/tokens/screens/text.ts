import { textsOf } from '../../../text/text';
import texts from './texts.json';

/** The texts of this part, which are loaded with it. */
export const st = textsOf(texts);
