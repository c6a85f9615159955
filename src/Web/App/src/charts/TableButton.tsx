import { Icon } from '../kit/Icon';
import { t } from '../text/text';

interface Props {
  readonly isOpen: boolean;
  readonly title: string;
  onToggle(): void;
}

/** Shows the numbers of a chart as a table, and the chart again. */
export const TableButton = ({ isOpen, title, onToggle }: Props) => (
  <button type="button" class="icon-button" aria-pressed={isOpen} title={t('charts.table')} onClick={onToggle}>
    <Icon name="log" label={t('charts.tableOf', { title })} />
  </button>
);
