import type { Callback, TrainedModel } from '../model/types.ts';

/**
 * Ends `fit` quietly when the loss becomes NaN or infinite: it resolves, and the weights stay as bad as
 * they are. Without this callback `fit` throws, and puts the last good weights back.
 * Source: Keras 3, callbacks/terminate_on_nan.py.
 */
export function terminateOnNaN(): Callback {
  let model: TrainedModel | null = null;
  return {
    setModel: (trained) => {
      model = trained;
    },
    onNonFiniteLoss: ({ epoch, batch }) => {
      console.info(`Epoch ${epoch + 1}, batch ${batch}: invalid loss, terminating training`);
      if (model) model.stopTraining = true;
    },
    // Epochs wait for each other then, so that none begins after the bad one.
    onEpochEnd: () => {},
  };
}
