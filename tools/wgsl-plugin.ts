import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { parseWgsl, projectRoot, shaderRoot, WgslError } from './wgsl-parser.mjs';
import { updateWgslTypes } from './wgsl-types.mjs';

const runtime = resolve(projectRoot, 'src/core/wgsl.ts');
const laterFile = resolve(shaderRoot, 'later.wgsl');

/**
 * Turns `import module from './kernel.wgsl'` into a WgslModule (src/core/wgsl.ts).
 * While a dev server or a test run is on, it also keeps shaders/modules.d.ts fresh.
 *
 * @param split leave the code of what shaders/later.wgsl imports to the chunk of that module. Default false
 */
export function wgslPlugin({ split = false } = {}): Plugin {
  const later = new Set(split ? parseWgsl(laterFile).imports : []);
  return {
    name: 'gradloom:wgsl',
    enforce: 'pre',
    load: {
      filter: { id: /\.wgsl$/ },
      handler(id) {
        try {
          const module = parseWgsl(id);
          // An importer is checked together with what it imports, so it must be parsed again with it.
          for (const file of module.files) this.addWatchFile(file);
          return {
            code: split && id === laterFile ? laterSource(module) : moduleSource(module, later.has(id)),
            map: null,
            moduleType: 'js',
            moduleSideEffects: false,
          };
        } catch (error) {
          if (error instanceof WgslError) this.error({ message: error.message, loc: error.loc });
          throw error;
        }
      },
    },
    configureServer(server) {
      const update = (file: string) => {
        if (!file.endsWith('.wgsl')) return;
        for (const error of updateWgslTypes().errors) server.config.logger.error(error.message);
      };
      update('.wgsl');
      server.watcher.on('add', update).on('change', update).on('unlink', update);
    },
  };
}

type Module = ReturnType<typeof parseWgsl>;

const { stringify: json } = JSON;

function moduleSource({ name, code, imports, functions }: Module, withoutCode: boolean) {
  const lines = imports.map((file, index) => `import import${index} from ${json(file)};`);
  const list = `[${imports.map((_, index) => `import${index}`)}]`;
  const own = withoutCode
    ? ["''", list, json(functions)]
    : [json(code), ...(imports.length > 0 ? [list] : [])];
  return [
    `import { wgslModule } from ${json(runtime)};`,
    ...lines,
    `export default /* @__PURE__ */ wgslModule(${[json(name), ...own].join(', ')});`,
  ].join('\n');
}

/** The modules with their code; what they import themselves is in the app already. */
const laterSource = ({ imports }: Module): string =>
  `export default { imports: ${json(imports.map(parseWgsl).map(({ name, code }) => ({ name, code })))} };`;
