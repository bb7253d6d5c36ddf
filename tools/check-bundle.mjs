// Bundles small apps against dist/ and fails when one outgrows its budget or drags in kernels it cannot use.
import { fitApp, opApp, stepApp } from './bundle/apps.mjs';
import { bundle, inDist, kilobytesOf } from './bundle/build.mjs';

/** @param {string} problem */
const fail = (problem) => {
  console.error(problem);
  process.exitCode = 1;
};

/** @param {string} name @param {string} source @param {number} budget in KB */
async function check(name, source, budget) {
  const { needed } = await bundle(source);
  const kilobytes = kilobytesOf(needed);
  console.info(`${name}: ${kilobytes.toFixed(1)} of ${budget} KB gzipped`);
  if (kilobytes > budget)
    fail(`${name} is over its budget; see what grew, or raise the budget in tools/check-bundle.mjs`);
  return needed;
}

await check('an app that trains an MLP with model.fit', fitApp('gradloom'), 79.9);
await check('an app that trains an MLP by a step of its own', stepApp('gradloom'), 45);
const op = await check('an app that uses one op', opApp('gradloom'), 43.4);

const modules = op.flatMap((chunk) =>
  Object.entries(chunk.modules).flatMap(([file, { code }]) => (code ? inDist(file) : [])),
);
const unrelated = modules.filter((file) =>
  /^(shaders\/(optimizer|loss|data)|vendor|callbacks|search)\//.test(file),
);
if (unrelated.length > 0) fail(`the app of one op carries what it cannot use: ${unrelated.join(', ')}`);
if (!modules.includes('methods.js'))
  fail(
    'the app of one op lost src/methods.ts, so tensors have no methods: see "sideEffects" in package.json',
  );
if (!modules.some((file) => file.startsWith('shaders/')))
  fail('the app of one op has no kernel: this check looks at the wrong names');
