/** As much of Papa Parse as csv.ts uses; its published types would bring Node's along. */
declare module 'papaparse' {
  interface Problem {
    readonly type: 'Quotes' | 'Delimiter' | 'FieldMismatch';
    readonly message: string;
    readonly row?: number;
  }
  interface Options {
    /** '' finds it out. */
    readonly delimiter: string;
    readonly delimitersToGuess: readonly string[];
    readonly skipEmptyLines: 'greedy';
  }
  const Papa: {
    parse(text: string, options: Options): { readonly data: string[][]; readonly errors: readonly Problem[] };
  };
  export default Papa;
}
