import { FailedAttempts } from './failed-attempts.js';

describe('failed attempts from one address', () => {
  it('are refused once there are too many, until their minute has passed', () => {
    let now = 1_000;
    const attempts = new FailedAttempts(2, () => now);
    attempts.record('a');
    expect(attempts.secondsToWait('a')).toBe(0);
    attempts.record('a');
    now += 15_000;
    expect(attempts.secondsToWait('a')).toBe(45);
    expect(attempts.secondsToWait('b')).toBe(0);
    now += 45_000;
    expect(attempts.secondsToWait('a')).toBe(0);
  });

  it('of ten thousand addresses push out the oldest', () => {
    const attempts = new FailedAttempts(1, () => 0);
    for (let n = 0; n <= 10_000; n += 1) attempts.record(`address ${n}`);
    expect(attempts.secondsToWait('address 0')).toBe(0);
    expect(attempts.secondsToWait('address 1')).toBeGreaterThan(0);
  });
});
