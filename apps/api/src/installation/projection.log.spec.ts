import { createLogger } from '../logging/logger.js';
import { projectionLog } from './projection.log.js';

function logging() {
  const lines: Record<string, unknown>[] = [];
  const logger = createLogger('warn', { write: (line) => void lines.push(JSON.parse(line)) });
  const tell = projectionLog(logger);
  return { tell, told: () => lines.map(({ level, msg }) => `${String(level)} ${String(msg)}`.slice(0, 28)), lines };
}
const file = 'read-model.db';

describe('the log of the projection', () => {
  it('tells of a failure once however often it is tried, of the pause, and of the recovery', () => {
    const { tell, told } = logging();
    tell({ file, state: 'LIVE' });
    tell({ file, state: 'RETRYING', problem: 'event 1: no' });
    tell({ file, state: 'RETRYING', problem: 'event 1: no' });
    tell({ file, state: 'PAUSED', problem: 'event 1: no' });
    tell({ file, state: 'CATCHING_UP' });
    tell({ file, state: 'LIVE' });
    tell({ file, state: 'LIVE' });
    expect(told()).toEqual([
      '40 the projection has failed',
      '50 the projection is paused:',
      '40 the projection goes on',
    ]);
  });

  it('does not take a projector that goes well for the recovery of another', () => {
    const { tell, told } = logging();
    tell({ file: 'next.db', state: 'PAUSED', problem: 'event 1: no' });
    tell({ file, state: 'LIVE' });
    expect(told()).toHaveLength(1);
  });

  it('leaves out what a problem quotes', () => {
    const { tell, lines } = logging();
    tell({ file, state: 'PAUSED', problem: 'event 1: Unexpected token in JSON: "Jane"' });
    expect(JSON.stringify(lines)).not.toContain('Jane');
    expect(lines[0]).toMatchObject({ file, problem: expect.stringContaining('event 1') });
  });
});
