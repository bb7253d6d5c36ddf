/**
 * Runs `fn`. In TensorFlow.js this frees the tensors that `fn` made; gradloom frees what nobody holds any
 * more by itself. For programs that come from there.
 */
export const tidy = <T>(fn: () => T): T => fn();
