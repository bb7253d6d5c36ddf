import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { catalogue, OTHERS } from './op-catalogue.ts';
import { missingProofs, type OpProof } from './op-proof.ts';
import { opsPage } from './op-table.ts';

/**
 * Collects what checkOp has proved. After a run of all of tests/ops it fails the run when an operation lacks
 * a proof, and writes the page of operations when the environment names a file for it (`npm run docs:ops`).
 */
export class OpReporter implements Reporter {
  /** What is missing, in words. */
  problems: readonly string[] = [];
  #vitest: Vitest | null = null;

  onInit(vitest: Vitest) {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[]) {
    if (!isComplete(modules) || this.#vitest?.config.testNamePattern) return;
    const proofs: OpProof[] = modules.flatMap((module) =>
      [...module.children.allTests('passed')].flatMap((test) => test.meta().op ?? []),
    );
    const entries = catalogue();
    const operations = entries.map(({ name }) => name).filter((name) => !OTHERS.includes(name));
    this.problems = missingProofs(operations, proofs);
    for (const problem of this.problems) console.error(`Not proved: ${problem}`);
    if (this.problems.length > 0) process.exitCode = 1;
    const page = process.env.GRADLOOM_OPS_PAGE;
    if (!page) return;
    mkdirSync(dirname(page), { recursive: true });
    writeFileSync(page, opsPage(entries, proofs));
  }
}

/** Whether every test of an operation ran; one that failed is reported already. */
function isComplete(modules: readonly TestModule[]): boolean {
  const files = readdirSync(new URL('../ops/', import.meta.url)).filter((file) =>
    file.endsWith('.gpu.test.ts'),
  );
  return files.every((file) => {
    const module = modules.find(({ moduleId }) => moduleId.endsWith(`/tests/ops/${file}`));
    return module?.state() === 'passed';
  });
}
