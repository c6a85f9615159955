import { useScene } from '../../../../app/scene';
import { Attention } from '../../../../panels/Attention';
import type { WidgetViewProps } from '../drawings';
import { NoProblems } from './NoProblems';
import { scopedProblems } from './scopedProblems';

export const AttentionView = ({ options }: WidgetViewProps) => (
  <Attention problems={scopedProblems(useScene(), options)} hasUnreachable>
    <NoProblems />
  </Attention>
);
