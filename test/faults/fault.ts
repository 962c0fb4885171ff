import type { Stores } from '../../apps/api/src/installation/stores.js';

/** Steps of a command at which a server may be made to die; the first two concern commands that seal. */
export const STEPS = ['before-sealing', 'after-sealing', 'before-append', 'after-append'] as const;
export type Step = (typeof STEPS)[number];

/** Dies at the step when it is reached for the n-th time, from 1. */
export interface Fault {
  readonly step: Step;
  readonly occurrence: number;
}

type Ports = Pick<Stores, 'store' | 'vault'>;

/** The ports of a command's executor, one step of which kills this very process, as the kernel would: with nothing said. */
export function withFault({ store, vault }: Ports, { step, occurrence }: Fault): Ports {
  let left = occurrence;
  const reached = async (here: Step): Promise<void> => {
    if (here !== step || (left -= 1) > 0) return;
    process.kill(process.pid, 'SIGKILL');
    // The signal is on its way; nothing may happen until it is there.
    await new Promise<never>(() => undefined);
  };
  return {
    vault: intercept(vault, {
      async put(openings) {
        await reached('before-sealing');
        await vault.put(openings);
        await reached('after-sealing');
      },
    }),
    store: intercept(store, {
      async append(stream, expected, events, options) {
        await reached('before-append');
        const appended = await store.append(stream, expected, events, options);
        await reached('after-append');
        return appended;
      },
    }),
  };
}

function intercept<T extends object>(target: T, methods: Partial<T>): T {
  return new Proxy(target, {
    get(_, key) {
      const own: unknown = Reflect.get(methods, key);
      if (own) return own;
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
