import { executor } from '../graph/executor.ts';
import { isTracing, trace } from '../graph/trace.ts';

/** Assignments as one program: part of the trace that is being recorded, or one of their own. */
export function together(assign: () => void): void {
  if (isTracing()) {
    assign();
    return;
  }
  const { assigns } = trace(() => {
    assign();
    return [];
  });
  if (assigns.size > 0) executor().assign(assigns);
}
