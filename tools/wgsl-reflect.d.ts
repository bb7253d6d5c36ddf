// The package has types for its bare name only, and Node can import only this file of it.
declare module 'wgsl_reflect/wgsl_reflect.module.js' {
  export * from 'wgsl_reflect';
}
