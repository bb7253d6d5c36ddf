/** log(beta); a beta of 0 means no memory, so its power vanishes at once. */
export const logOf = (beta: number): number => Math.max(Math.log(beta), -1e3);
