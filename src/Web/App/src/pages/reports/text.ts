import { textsOf } from '../../text/text';
import texts from './texts.json';

/** The texts of the pages about scheduled reports. They are loaded with them. */
export const rt = textsOf(texts);
