import { DECLARATIONS, type EventDeclaration } from '#domain';
import { commandHarness, context, recorded } from '../../../../libs/commands/src/testing/harness.js';
import { planOf } from '../../../api/src/mutations/mutation.plan.js';
import { type Recorded, resolve } from '../scenario/resolve.js';
import type { Step } from '../scenario/step.js';
import { MINNEAPOLIS } from './index.js';

const steps = MINNEAPOLIS.flatMap((chapter) => chapter.steps);
const plans = new Map(
  (DECLARATIONS as readonly EventDeclaration[])
    .filter(({ mutation }) => mutation)
    .map((declaration) => [declaration.mutation!, planOf(declaration)]),
);

/** Records every step as the mutations would, without a server; what was refused fails the test with its reason. */
async function load(
  harness: Awaited<ReturnType<typeof commandHarness>>,
): Promise<[Step, ReturnType<typeof recorded>][]> {
  const known = new Map<string, Recorded>();
  const results: [Step, ReturnType<typeof recorded>][] = [];
  for (const step of steps) {
    const given = resolve(step.input, known) as Record<string, unknown>;
    const request = plans.get(step.mutation)!.toRequest({ ...given, commandId: step.commandId });
    const result = recorded(await harness.executor.execute(request, context()));
    known.set(step.label, result);
    harness.locate(result.entry, result.record, result.event.revision);
    results.push([step, result]);
  }
  return results;
}

describe('the Minneapolis scenario', () => {
  it('is recorded whole, without a warning, and loading it again records nothing twice', async () => {
    const harness = await commandHarness();
    try {
      const first = await load(harness);
      expect(first.filter(([, { warnings }]) => warnings.length > 0).map(([{ label }]) => label)).toEqual([]);
      const again = await load(harness);
      expect(again.filter(([, { repeated }]) => !repeated).map(([{ label }]) => label)).toEqual([]);
      expect(again.map(([, { entry }]) => entry)).toEqual(first.map(([, { entry }]) => entry));
      expect(await harness.log()).toHaveLength(steps.length);
    } finally {
      await harness.close();
    }
  });

  it('names every step once', () => {
    expect(new Set(steps.map(({ label }) => label)).size).toBe(steps.length);
    expect(new Set(steps.map(({ commandId }) => commandId)).size).toBe(steps.length);
  });

  it('rests every fact on a source', () => {
    const facts = steps.filter(({ mutation }) => plans.get(mutation)!.declaration.nature === 'FACT');
    expect(facts.filter(({ input }) => !input['sources']).map(({ label }) => label)).toEqual([]);
  });

  it('seals the only two names that it has', () => {
    const named = steps.filter(({ input }) => /Renee|Good|Jacob|Frey/.test(JSON.stringify(input)));
    expect(named.map(({ mutation, label }) => `${mutation}: ${label}`)).toEqual([
      "describePerson: person: the mayor's name",
      'describePerson: killing: her name and age',
    ]);
  });
});
