import { useScene } from '../../../../app/scene';
import { PipelineTable } from '../../../../panels/pipelines/PipelineTable';
import { wordIn } from '../../model/options';
import type { WidgetViewProps } from '../definition';

export const PipelinesView = ({ options }: WidgetViewProps) => (
  <PipelineTable views={useScene().views} sort={wordIn(options, 'sort', ['trouble', 'name', 'last'], 'trouble')} />
);
