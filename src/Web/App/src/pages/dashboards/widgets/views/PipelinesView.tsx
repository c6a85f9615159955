import { useScene } from '../../../../app/scene';
import { wordIn } from '../../model/options';
import type { WidgetViewProps } from '../drawings';
import { PipelineTable } from './PipelineTable';

export const PipelinesView = ({ options }: WidgetViewProps) => (
  <PipelineTable views={useScene().views} sort={wordIn(options, 'sort', ['trouble', 'name', 'last'], 'trouble')} />
);
