/** Loads what training on arrays does not need, once: an app has it as a chunk of its own. */
export const later = () => import('./later.ts');
