import { StateError } from '../core/errors.ts';
import { aliasesOf, withAliases } from '../core/names.ts';
import { readVariables, runAndRead } from '../gpu/read-variables.ts';
import type { FitPrograms } from './fit-session.ts';
import type { Ledger } from './ledger.ts';
import { refusing } from './refusing.ts';
import type { BatchLogs, Logs } from './types.ts';

/** What `onBatchEnd` is told: the figures of the epoch so far, which are read back only for who asks. */
export function batchLogs(ledger: Ledger, epoch: FitPrograms['epoch']): BatchLogs {
  const values = async (): Promise<Logs> => {
    if ('peek' in epoch) {
      const peeked = runAndRead([{ program: epoch.peek, times: 1 }], ledger.variables);
      return withAliases(ledger.parse(await peeked).running);
    }
    // The step has closed its epoch already.
    const page = ledger.parse(await readVariables(ledger.variables));
    return withAliases(page.figures(page.epochs - 1));
  };
  return refusing(
    { values },
    ledger.names.flatMap((name) => [name, ...aliasesOf(name)]),
    (name) => {
      const what = `onBatchEnd: logs.${name} is still on the GPU.`;
      return new StateError(`${what} Write const { ${name} } = await logs.values(); it costs a read-back.`);
    },
  );
}
