import { VaultUnavailableError } from '#vault';
import { createLogger } from '../logging/logger.js';
import { healthChecks, type Watched } from './health-checks.js';
import { NodeClock } from './node.clock.js';

const NOON = Date.UTC(2026, 0, 15, 12);

/** A node whose clock differs, and a database that takes some time on the way there and back: milliseconds. */
async function given({ ahead = 0, there = 0, back = 0 }) {
  const world = { time: NOON, ahead, there, back, isAway: false };
  const log: string[] = [];
  const logger = createLogger('debug', { write: (line) => void log.push(JSON.parse(line).msg) });
  const vault = {
    async sharedTime() {
      if (world.isAway) throw new VaultUnavailableError('PostgreSQL', 'gone');
      world.time += world.there;
      const told = world.time;
      world.time += world.back;
      return told;
    },
  };
  const clock = (await NodeClock.start(vault, logger, () => world.time + world.ahead))!;
  await clock.stop();
  return { world, clock, log };
}

const codeOf = (clock: NodeClock): unknown => {
  try {
    clock.requireRight();
    return 'MAY_RECORD';
  } catch (error) {
    return (error as { extensions: { code: unknown } }).extensions.code;
  }
};

describe('the clock of a node', () => {
  it.each([
    ['as the database says', {}, 'MAY_RECORD', 0],
    ['2 s ahead', { ahead: 2_000 }, 'MAY_RECORD', 2_000],
    ['more than 2 s ahead', { ahead: 2_001 }, 'CLOCK_OFF', 2_001],
    ['2 s behind', { ahead: -2_000 }, 'MAY_RECORD', -2_000],
    ['more than 2 s behind', { ahead: -2_001 }, 'CLOCK_OFF', -2_001],
    ['right, over a slow connection', { there: 400, back: 400 }, 'MAY_RECORD', 0],
    ['right, over one that is slow one way', { there: 9_000 }, 'MAY_RECORD', -4_500],
    ['1 s ahead, over one that is slow the other way', { ahead: 1_000, back: 9_000 }, 'MAY_RECORD', 5_500],
    ['an hour ahead, over one that is slow', { ahead: 3_600_000, there: 9_000 }, 'CLOCK_OFF', 3_595_500],
  ])('that is %s', async (_what, world, expected, offset) => {
    const { clock } = await given(world);
    expect([codeOf(clock), clock.offset]).toEqual([expected, offset]);
  });

  it('says by how much it is off, and what to do, to whoever wants to record', async () => {
    const { clock } = await given({ ahead: -3_210 });
    expect(() => clock.requireRight()).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/3\.2 s behind the database's.*at most 2 s.*same commandId/),
        extensions: { code: 'CLOCK_OFF', offsetMs: -3_210 },
      }),
    );
  });

  it('is compared again: the node records once it has been set', async () => {
    const { world, clock, log } = await given({ ahead: 5_000 });
    world.ahead = 10;
    await clock.compare();
    expect(codeOf(clock)).toBe('MAY_RECORD');
    world.ahead = -5_000;
    await clock.compare();
    await clock.compare();
    expect(codeOf(clock)).toBe('CLOCK_OFF');
    expect(log).toEqual([
      'the clock is off: nothing is recorded',
      'the clock is right again',
      'the clock is off: nothing is recorded',
    ]);
  });

  it('is what it was last found to be while the database is away', async () => {
    const { world, clock } = await given({ ahead: 5_000 });
    world.isAway = true;
    await expect(clock.compare()).rejects.toThrow('gone');
    expect([codeOf(clock), clock.offset]).toEqual(['CLOCK_OFF', 5_000]);
  });

  it('is nobody’s concern where the vault is of this node alone', async () => {
    const vault = { sharedTime: async () => undefined };
    expect(await NodeClock.start(vault, createLogger('silent'), () => NOON)).toBeUndefined();
  });

  it('is a check of readiness, with the figure', async () => {
    const { clock, world } = await given({ ahead: 2_500 });
    const check = healthChecks({ clock } as unknown as Watched).find(({ name }) => name === 'clock')!;
    expect(await check.check()).toEqual({
      ok: false,
      why: expect.stringMatching(/2\.5 s ahead of the database's.*Reads go on/),
      details: { offsetMs: 2_500 },
    });
    world.ahead = 40;
    await clock.compare();
    expect(await check.check()).toEqual({ ok: true, details: { offsetMs: 40 } });
    expect(healthChecks({} as unknown as Watched).map(({ name }) => name)).not.toContain('clock');
  });
});
