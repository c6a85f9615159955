import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { type HostAction, useHostAction } from '../../app/useHostAction';
import { ProofDialog } from './ProofDialog';

interface ProvenAction extends HostAction {
  /** What has to be drawn beside what acts: the question who is there, while the host wants it answered. */
  readonly question: ComponentChildren;
}

/** A change that the host makes only for somebody who has just proved who they are: it asks for that, and tries again. */
export function useProvenAction(): ProvenAction {
  const action = useHostAction();
  const again = useRef<() => void>(() => undefined);
  const { failure } = action;
  const isProofWanted = failure?.kind === 'refused' && failure.refusal.code === 'reauthentication-required';
  return {
    ...action,
    failure: isProofWanted ? null : failure,
    run: (act, done) => {
      again.current = () => action.run(act, done);
      again.current();
    },
    question: isProofWanted && <ProofDialog onProven={() => again.current()} onClose={action.forget} />,
  };
}
