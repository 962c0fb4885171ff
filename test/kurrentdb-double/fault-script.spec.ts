import { NO_STREAM } from '@kurrent/kurrentdb-client';
import { faultScript, nameOf, play, type ScriptOptions } from './fault-script.js';
import { startDouble, type Double } from './index.js';
import { all, clientOf, disposeClients, happened, names } from './testing.js';

const drawn = (options: Partial<ScriptOptions> = {}) => [
  ...faultScript({ seed: 1, steps: 2_000, port: 2113, ...options }),
];
const misbehaviours = (steps: ReturnType<typeof drawn>) =>
  steps.flatMap((step) => (step.kind === 'misbehave' ? [step.misbehaviour] : []));

describe('a script of faults', () => {
  it('is the same for the same seed, and another one for another', () => {
    expect(drawn({ seed: 7 })).toEqual(drawn({ seed: 7 }));
    expect(drawn({ seed: 7 })).not.toEqual(drawn({ seed: 8 }));
  });

  it('draws every step and every manner at some time', () => {
    const steps = drawn();
    expect(new Set(steps.map(({ kind }) => kind))).toEqual(new Set(['quiet', 'outage', 'behave', 'misbehave']));
    expect(new Set(misbehaviours(steps).map(({ how }) => how.kind))).toEqual(
      new Set(['drop', 'slow', 'crash', 'refuse', 'freeze', 'end', 'fall behind', 'out of disk']),
    );
  });

  it('ends no append and no read as if all had been said', () => {
    const ended = misbehaviours(drawn()).filter(({ how }) => how.kind === 'end');
    expect(new Set(ended.map(({ call }) => call))).toEqual(new Set(['subscribe']));
  });

  it('leaves silences out where it is told to', () => {
    expect(misbehaviours(drawn({ silences: false })).some(({ how }) => how.kind === 'freeze')).toBe(false);
  });

  it('names a misbehaviour in words', () => {
    expect(nameOf({ call: 'read', when: { after: 3 }, how: { kind: 'drop' } })).toBe('read, after a message, drop');
    expect(nameOf({ call: 'append', how: { kind: 'refuse', reason: { kind: 'too busy' } } })).toBe('append, too busy');
  });

  describe('played', () => {
    let double: Double;
    beforeEach(async () => {
      double = await startDouble();
    });
    afterEach(async () => {
      await disposeClients();
      await double.stop();
    });

    /** A client that takes every refusal for an unknown outcome, and asks the log. */
    async function writeUntil(done: Promise<unknown>): Promise<string[]> {
      let over = false;
      void done.finally(() => (over = true));
      const answered: string[] = [];
      for (let n = 0; !over || n < 5; n++) {
        const event = happened(n);
        const appended = await clientOf(double)
          .appendToStream(`incident-${n}`, event, { streamState: NO_STREAM })
          .catch(() => undefined);
        if (appended?.success) answered.push(event.id);
        await disposeClients();
      }
      return answered;
    }

    it('strikes, and leaves the double up, well behaved, and with all that was answered', async () => {
      const script = faultScript({ seed: 3, steps: 60, port: double.port, longest: 30, silences: false });
      const played = play(script, double);
      const [struck, answered] = await Promise.all([played, writeUntil(played)]);
      expect(struck['outage']).toBeGreaterThan(0);
      expect(answered.length).toBeGreaterThan(0);
      const ids = (await double.records()).map(({ id }) => id);
      expect(answered.filter((id) => ids.indexOf(id) < 0 || ids.indexOf(id) !== ids.lastIndexOf(id))).toEqual([]);
      await double.write('incident-after', [{ type: 'Happened' }]);
      expect(names(await all(clientOf(double).readStream('incident-after')))).toEqual(['incident-after/0']);
    });

    it('counts what has struck', async () => {
      await double.misbehave({ call: 'batchAppend', how: { kind: 'drop' } });
      await double.misbehave({ call: 'read', how: { kind: 'drop' } });
      const append = clientOf(double).appendToStream('incident-1', happened(0), { streamState: NO_STREAM });
      await expect(append).rejects.toBeDefined();
      expect(await play([{ kind: 'outage', milliseconds: 1 }], double)).toEqual({ outage: 1, 'batchAppend, drop': 1 });
    });

    it('ends at once, with the double up, when it is told to', async () => {
      const stop = new AbortController();
      const played = play(
        [
          { kind: 'outage', milliseconds: 3_600_000 },
          { kind: 'misbehave', misbehaviour: { call: 'read', how: { kind: 'drop' }, times: 'always' } },
        ],
        double,
        stop.signal,
      );
      setImmediate(() => stop.abort());
      await played;
      await double.write('incident-1', [{ type: 'Happened' }]);
      expect(names(await all(clientOf(double).readStream('incident-1')))).toEqual(['incident-1/0']);
    });
  });
});
