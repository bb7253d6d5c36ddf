import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { parseWgsl, projectRoot, WgslError } from './wgsl-parser.mjs';
import { updateWgslTypes } from './wgsl-types.mjs';

const runtime = resolve(projectRoot, 'src/core/wgsl.ts');

/**
 * Turns `import module from './kernel.wgsl'` into a WgslModule (src/core/wgsl.ts).
 * While a dev server or a test run is on, it also keeps shaders/modules.d.ts fresh.
 */
export function wgslPlugin(): Plugin {
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
          return { code: moduleSource(module), map: null, moduleType: 'js', moduleSideEffects: false };
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

function moduleSource({ name, code, imports }: ReturnType<typeof parseWgsl>) {
  const json = JSON.stringify;
  const lines = imports.map((file, index) => `import import${index} from ${json(file)};`);
  const list = imports.length > 0 ? [`[${imports.map((_, index) => `import${index}`)}]`] : [];
  return [
    `import { wgslModule } from ${json(runtime)};`,
    ...lines,
    `export default /* @__PURE__ */ wgslModule(${[json(name), json(code), ...list].join(', ')});`,
  ].join('\n');
}
