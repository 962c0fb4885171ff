import { parse } from 'graphql';
import { eventVariables } from './event-variables.js';

const given = (source: string, variableValues: Record<string, unknown>) =>
  eventVariables({ document: parse(source), variableValues });

describe('the variables of a subscription that its events need', () => {
  it('are none where they only say what to subscribe to', () =>
    expect(
      given('subscription ($filter: F, $after: String) { changes(filter: $filter, after: $after) { id } }', {
        filter: { region: { in: ['US-MN'] } },
        after: null,
      }),
    ).toEqual({}));

  it('are those that stand below, in arguments, lists and directives', () =>
    expect(
      given(
        `subscription ($after: String, $first: Int, $one: ID, $text: Boolean!) {
           changes(after: $after) { items(first: $first, ids: [$one]) { id } text @include(if: $text) }
         }`,
        { after: 'a', first: 3, one: 'x', text: true },
      ),
    ).toEqual({ first: 3, one: 'x', text: true }));

  it('are those on the subscribed field itself but for its arguments', () =>
    expect(
      given('subscription ($on: Boolean, $after: String) { changes(after: $after) @skip(if: $on) { id } }', {
        on: false,
        after: 'a',
      }),
    ).toEqual({ on: false }));

  it('are those that are both above and below', () =>
    expect(given('subscription ($n: Int) { changes(last: $n) { items(first: $n) { id } } }', { n: 2 })).toEqual({
      n: 2,
    }));

  it('are all that a fragment names, wherever that is spread', () =>
    expect(
      given(
        'subscription ($a: String, $b: Int) { ...f } fragment f on Subscription { changes(after: $a) { items(first: $b) } }',
        {
          a: 'a',
          b: 1,
        },
      ),
    ).toEqual({ a: 'a', b: 1 }));

  it('keep one that must not be null, which would be missed', () =>
    expect(given('subscription ($after: String!) { changes(after: $after) { id } }', { after: 'a' })).toEqual({
      after: 'a',
    }));
});
