import { useScene } from '../../../../app/scene';
import { Verdict } from '../../../../panels/Verdict';
import type { WidgetViewProps } from '../drawings';
import { scopedProblems } from './scopedProblems';

export const VerdictView = ({ options }: WidgetViewProps) => <Verdict problems={scopedProblems(useScene(), options)} />;
