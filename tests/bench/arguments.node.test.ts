import { expect, test } from 'vitest';
import { namesIn } from '../../bench/workloads/index.ts';
import { readArguments, UsageError } from '../../tools/bench/arguments.mjs';

const known = { engines: ['gradloom', 'peer'], groups: ['linear', 'cnn'], namesIn };

test('by default every engine and every group', () => {
  expect(readArguments([], known)).toEqual({
    help: false,
    engines: ['gradloom', 'peer'],
    workloads: ['linear-1', 'linear-12', 'cnn'],
    rounds: 5,
    block: 200,
    all: false,
    slowestStep: 3000,
  });
});

test('groups stand for their workloads, --quick for fewer and shorter blocks', () => {
  const args = ['--quick', '--workloads', 'mlp-8,linear', '--engines', 'peer', '--rounds', '9', '--all'];
  expect(readArguments(args, known)).toEqual({
    help: false,
    engines: ['peer'],
    workloads: ['mlp-8', 'linear-1', 'linear-12'],
    rounds: 9,
    block: 100,
    all: true,
    slowestStep: Number.POSITIVE_INFINITY,
  });
});

test.each([
  [['--engines', 'gradloom,abacus'], '--engines knows gradloom, peer; got abacus'],
  [['--workloads', 'gpt'], "There is no workload 'gpt'. There are: linear-1, "],
  [['--rounds', '0'], '--rounds must be a positive whole number, got 0'],
  [['--block', '1.5'], '--block must be a positive whole number, got 1.5'],
  [['--blocks', '100'], "Unknown option '--blocks'"],
])('%s is refused', (args, message) => {
  expect(() => readArguments(args, known)).toThrow(UsageError);
  expect(() => readArguments(args, known)).toThrow(message);
});
