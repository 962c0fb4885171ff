import { withTransportOfItsOwn } from './own-transport.js';

const timeoutOf = (connectionString: string) => Number(/keepAliveTimeout=(\d+)/.exec(connectionString)?.[1]);

describe('the address that a client is made with', () => {
  it('differs from that of the one before, and means the same', () => {
    const given = 'kurrentdb://u:p@a:2113,b:2113?tls=true&tlsCaFile=/ca.crt';
    const [first, second] = [withTransportOfItsOwn(given), withTransportOfItsOwn(given)];
    expect(first).toMatch(/^kurrentdb:\/\/u:p@a:2113,b:2113\?tls=true&tlsCaFile=\/ca\.crt&keepAliveTimeout=1\d{4}$/);
    expect(timeoutOf(second) - timeoutOf(first)).toBe(1);
    expect(withTransportOfItsOwn('kurrentdb://a:2113')).toMatch(/^kurrentdb:\/\/a:2113\?keepAliveTimeout=\d+$/);
  });

  it('keeps about the keep-alive that was configured, and one that is switched off', () => {
    const configured = withTransportOfItsOwn('kurrentdb://a:2113?keepAliveTimeout=30000&tls=false');
    expect(configured).toMatch(/^kurrentdb:\/\/a:2113\?tls=false&keepAliveTimeout=30\d{3}$/);
    const off = 'kurrentdb://a:2113?keepAliveTimeout=-1';
    expect(withTransportOfItsOwn(off)).toBe(off);
  });
});
