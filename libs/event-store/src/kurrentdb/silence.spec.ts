import { Silence } from './silence.js';

describe('the silence of a server', () => {
  const clock = { now: 0 };
  let silence: Silence;
  beforeEach(() => {
    clock.now = 1_000_000;
    silence = new Silence(() => clock.now);
  });
  const pass = (milliseconds: number) => void (clock.now += milliseconds);

  it('lasts from the first call that is not answered, whoever asks next', () => {
    silence.begin();
    pass(5_000);
    silence.end();
    silence.begin();
    pass(2_000);
    silence.begin();
    expect(silence.lasted).toBe(7_000);
  });

  it('is over for all with one answer to one of them', () => {
    silence.begin();
    silence.begin();
    pass(5_000);
    silence.end();
    silence.heard();
    expect(silence.lasted).toBe(0);
    pass(2_000);
    expect(silence.lasted).toBe(2_000);
  });

  it('does not count the time in which nobody asked', () => {
    silence.begin();
    silence.end();
    silence.heard();
    pass(2_000);
    silence.begin();
    pass(1_000);
    expect(silence.lasted).toBe(1_000);
  });

  it('is remembered for as long as somebody may be about to ask again, and no longer', () => {
    silence.begin();
    pass(5_000);
    silence.end();
    pass(3_000);
    expect(silence.lasted).toBe(8_000);
    pass(1);
    expect(silence.lasted).toBe(0);
    silence.begin();
    expect(silence.lasted).toBe(0);
  });
});
