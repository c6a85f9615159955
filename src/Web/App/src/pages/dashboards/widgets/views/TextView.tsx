import { usePanel } from '../../../../panels/panel';
import { Markdown } from '../../markdown/Markdown';
import { textIn } from '../../model/options';
import { dt } from '../../text';
import type { WidgetViewProps } from '../drawings';

/** A text that somebody wrote for the dashboard. */
export function TextView({ options }: WidgetViewProps) {
  const { id, title } = usePanel('text-title', '');
  const label = usePanel('text-title', dt('widget.text')).title;
  const markdown = textIn(options, 'markdown');
  return (
    <section
      class="card text-widget"
      aria-label={title === '' ? label : undefined}
      aria-labelledby={title === '' ? undefined : id}
    >
      {title !== '' && (
        <h2 id={id} class="card-title">
          {title}
        </h2>
      )}
      {markdown.trim() === '' ? <p class="quiet">{dt('text.empty')}</p> : <Markdown text={markdown} />}
    </section>
  );
}
