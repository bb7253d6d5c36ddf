import { readdirSync } from 'node:fs';
import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { type Accuracy, type Measured, type Special, writeMeasurements } from '../../tools/docs/measured.ts';
import { catalogue, OTHERS } from './op-catalogue.ts';
import { missingProofs, type OpProof } from './op-proof.ts';

/**
 * Collects what checkOp has proved. After a run of all of tests/ops it fails the run when an operation lacks
 * a proof, and keeps what was measured when the environment asks for it (`npm run docs:measure`).
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
    const operations = catalogue().flatMap(({ name }) => (OTHERS.includes(name) ? [] : [name]));
    this.problems = missingProofs(operations, proofs);
    for (const problem of this.problems) console.error(`Not proved: ${problem}`);
    if (this.problems.length > 0) process.exitCode = 1;
    if (!process.env.GRADLOOM_MEASURE) return;
    const measured = operations.map((name) => [name, measuredOf(proofs.filter(({ op }) => op === name))]);
    writeMeasurements(Object.fromEntries(measured));
  }
}

function measuredOf(proofs: readonly OpProof[]): Measured {
  return {
    dtypes: [...new Set(proofs.map(({ dtypes }) => dtypes))],
    values: worst(proofs.filter(({ kind }) => kind === 'values')),
    gradient: worst(proofs.filter(({ kind }) => kind === 'gradient')),
    special: proofs.flatMap(({ special, about, dtypes }) =>
      special ? [extremes({ about, dtypes, ...special })] : [],
    ),
    slopes: proofs.flatMap(({ slopes, about }) => (slopes ? [{ about, points: slopes }] : [])),
    refused: [...new Set(proofs.flatMap(({ refused }) => refused ?? []))],
  };
}

const MANY = 50;

const EXTREMES = ['NaN', 'Infinity', '-Infinity', '0', '-0', '1', '-1'];

/** Every pair of many values is more than anybody reads: those of the extreme ones. */
function extremes(special: Special): Special {
  const { inputs, results } = special;
  const isPairs = inputs.length > 1 && results.length > MANY && results.length === inputs[0].length;
  if (!isPairs) return special;
  const kept = [...results.keys()].filter((i) => inputs.every((values) => EXTREMES.includes(values[i])));
  const keep = (values: readonly string[]): string[] => kept.map((i) => values[i]);
  return { ...special, inputs: inputs.map(keep), results: keep(results) };
}

/** The proof that measured the largest error. */
function worst(proofs: readonly OpProof[]): Accuracy | undefined {
  if (proofs.length === 0) return undefined;
  const errorOf = ({ error = 0 }: OpProof): number => error;
  const { error = 0, budget = 0, range } = proofs.reduce((a, b) => (errorOf(b) > errorOf(a) ? b : a));
  return { error: Number(error.toPrecision(3)), budget, range: range || undefined };
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
