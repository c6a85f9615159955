import type { Template } from './templates';
import { lt } from './text';

const worded = ['on-call', 'last-night', 'one-daemon'] as const;
const wordedName = ({ name }: Template) => worded.find((one) => one === name);

/** In the language in use; as the host calls it where the page does not know it. */
export const nameOf = (template: Template): string => {
  const name = wordedName(template);
  return name ? lt(`new.${name}`) : template.document.title;
};

/** What it is for. */
export const hintOf = (template: Template): string => {
  const name = wordedName(template);
  return name ? lt(`new.${name}Text`) : lt('new.widgetCount', { count: template.document.widgets.length });
};
