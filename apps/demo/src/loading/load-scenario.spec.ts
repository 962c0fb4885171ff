import { type Chapter, step } from '../scenario/step.js';
import { loadScenario, type Progress } from './load-scenario.js';
import { type MutationInput, type Outcome, Recorder, type RefusedOutcome } from './recorder.js';

const source = step('a source', 'recordSource', { kind: 'WEB' });
const incident = step('an incident', 'reportIncident', { sources: [{ source: source.record }] });
const CHAPTERS: readonly Chapter[] = [
  { title: 'First', steps: [source] },
  { title: 'Then', steps: [incident] },
];

/** A server that keeps what it was given under the command's id; what `refuses` names is refused. */
class Server extends Recorder {
  readonly log: MutationInput[] = [];
  /** How often an answer comes before the record can be read. */
  late = 0;
  refuses?: RefusedOutcome;

  constructor() {
    super({} as Recorder['client']);
  }

  override async attempt(mutation: string, input: MutationInput): Promise<Outcome> {
    if (this.refuses && mutation === 'reportIncident') return this.refuses;
    const before = this.log.findIndex(({ commandId }) => commandId === input['commandId']);
    if (before < 0) this.log.push(input);
    const place = before < 0 ? this.log.length - 1 : before;
    return {
      __typename: 'Recorded',
      entry: `entry-${place}`,
      revision: 0,
      cursor: null,
      repeated: before >= 0,
      warnings: [],
      record: this.late-- > 0 ? null : { id: `record-${place}` },
    };
  }
}

describe('loading a scenario', () => {
  it('records its steps in order, with the ids of what went before, and shows each', async () => {
    const server = new Server();
    const shown: Progress[] = [];
    const { recorded, repeated } = await loadScenario(CHAPTERS, server, (progress) => shown.push(progress));
    expect(server.log).toEqual([
      { kind: 'WEB', commandId: source.commandId },
      { sources: [{ source: 'record-0' }], commandId: incident.commandId },
    ]);
    expect(recorded.get('an incident')).toMatchObject({ record: 'record-1', entry: 'entry-1' });
    expect(repeated).toBe(0);
    expect(shown.map(({ chapter, done, of }) => `${chapter} ${done}/${of}`)).toEqual(['First 1/2', 'Then 2/2']);
  });

  it('goes on where it was interrupted', async () => {
    const server = new Server();
    await loadScenario(CHAPTERS.slice(0, 1), server);
    expect(await loadScenario(CHAPTERS, server)).toMatchObject({ repeated: 1 });
    expect(server.log).toHaveLength(2);
  });

  it('asks again where what was recorded cannot be read yet, and does not count that as a repetition', async () => {
    const server = new Server();
    server.late = 2;
    expect(await loadScenario(CHAPTERS, server)).toMatchObject({ repeated: 0 });
    expect(server.log).toHaveLength(2);
  });

  it('gives up where it never can be read, and says what to do', async () => {
    const server = new Server();
    server.late = 100;
    await expect(loadScenario(CHAPTERS, server)).rejects.toThrow('"a source": it was recorded as entry-0');
  });

  it('stops at a refusal, and says which step it was, why and where', async () => {
    const server = new Server();
    server.refuses = { __typename: 'RuleBroken', code: 'CYCLE', message: 'A circle.', path: ['input', 'occurred'] };
    await expect(loadScenario(CHAPTERS, server)).rejects.toThrow(
      '"an incident": reportIncident was refused: CYCLE at input.occurred. A circle.',
    );
  });
});
