import { accessSync, constants, readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks?: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string; readonly required?: boolean }>>;
  readonly healthcheck?: { readonly disable?: boolean };
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks?: Readonly<Record<string, unknown>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, { readonly file: string }>>;
}

const read = (file: string) => readFileSync(file, 'utf8');
const compose = (file: string) => parse(read(file), { merge: true }) as Compose;
const cluster = compose('docker-compose.yml');
const services = Object.entries(cluster.services);

/** What the engine would refuse, and what it would let through: there is none here that could say. */
describe('docker-compose.yml', () => {
  it.each(services)('names nothing that is not there: %s', (_, service) => {
    const { networks = {}, volumes = {}, secrets = {} } = cluster;
    for (const name of service.networks ?? []) expect(Object.keys(networks)).toContain(name);
    for (const name of service.secrets ?? []) expect(Object.keys(secrets)).toContain(name);
    for (const [source = ''] of (service.volumes ?? []).map((volume) => volume.split(':'))) {
      if (source.startsWith('.')) accessSync(source, constants.R_OK);
      else expect(Object.keys(volumes)).toContain(source);
    }
  });

  it.each(services)('starts in an order that each profile has: %s', (_, service) => {
    for (const [name, { condition, required = true }] of Object.entries(service.depends_on ?? {})) {
      const other = cluster.services[name];
      expect(other).toBeDefined();
      if (condition === 'service_healthy' && !other?.build) expect(other?.healthcheck).toBeDefined();
      // One of a profile that is not chosen may be missing, unless the one that waits for it is missing too.
      if (required && other?.profiles) expect(service.profiles).toEqual(other.profiles);
    }
  });

  it.each(services)('holds no password, and pins what it takes from elsewhere: %s', (_, service) => {
    if (service.image && !service.build) expect(service.image).toMatch(/:\d+\.\d+(\.\d+)?(-\w+)?$/);
    for (const [name, value] of Object.entries(service.environment ?? {}))
      if (/(PASSWORD|KEY|SECRET)$/.test(name)) expect(value).toMatch(/^\$\{\w+:\?.+\}$/);
      else expect(value).not.toMatch(/:\/\/[^/]*:[^/]*@/);
    for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('has every secret made by deploy/make-secrets.sh, and keeps them out of the repository and the image', () => {
    const script = read('deploy/make-secrets.sh');
    for (const { file } of Object.values(cluster.secrets ?? {}))
      expect(script).toContain(file.replace('./', '').replace('secrets/', ''));
    expect(read('.gitignore')).toMatch(/^\/secrets\/$/m);
    expect(read('.dockerignore')).toMatch(/^secrets$/m);
    expect(read('.dockerignore')).toMatch(/^\.env$/m);
  });

  it('has two nodes behind the proxy, with folders of their own and one vault', () => {
    const [one, two] = [cluster.services['api-1'], cluster.services['api-2']];
    expect(one?.environment).toEqual(two?.environment);
    expect(one?.volumes?.[0]).not.toBe(two?.volumes?.[0]);
    expect(read('deploy/nginx.conf')).toMatch(/server api-1:3000[^]*server api-2:3000/);
    const published = services.filter(([, { ports }]) => ports).map(([name]) => name);
    expect(published).toEqual(['proxy']);
  });

  it('has three nodes of the log in the profile cluster, each with its own certificate', () => {
    const names = services.filter(([, { profiles }]) => profiles?.includes('cluster')).map(([name]) => name);
    expect(names).toEqual(['certificates', 'kurrentdb1', 'kurrentdb2', 'kurrentdb3']);
    for (const name of names.slice(1)) {
      const environment = cluster.services[name]?.environment ?? {};
      expect(environment['KURRENTDB_INSECURE']).toBeUndefined();
      const others = names.slice(1).filter((other) => other !== name);
      expect(environment['KURRENTDB_GOSSIP_SEED']).toBe(others.map((other) => `${other}:2113`).join(','));
      expect(environment['KURRENTDB_CERTIFICATE_FILE']).toBe(`/certs/${name}/node.crt`);
      expect(read('deploy/make-certificates.sh')).toContain(name);
    }
  });
});

describe('the image', () => {
  const dockerfile = read('Dockerfile');

  it('does not run as root, and asks itself whether it is alive', () => {
    expect(dockerfile).toMatch(/^USER [1-9]\d*:/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK [^]*\/health\/live/m);
    expect(dockerfile).toContain('npm ci --omit=dev');
  });

  it('starts what the build makes', () => {
    const started = [...`${dockerfile}${read('docker-compose.yml')}`.matchAll(/dist\/(apps\/\S+?)\.js/g)];
    expect(started.length).toBeGreaterThanOrEqual(2);
    for (const [, path] of started) accessSync(`${path}.ts`, constants.R_OK);
  });

  it.each(['deploy/embedded.compose.yml'])('is what %s builds', (file) => {
    expect(compose(file).services['on-record']).toMatchObject({ build: '..' });
  });
});
