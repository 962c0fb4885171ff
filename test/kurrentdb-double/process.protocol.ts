import type { Double } from './double.js';

type Methods = {
  [Name in keyof Double as Double[Name] extends (...args: never[]) => unknown ? Name : never]: Double[Name];
};
/** Those that the process itself carries out; the others concern the process. */
export type Remote = Omit<Methods, 'crash' | 'restart' | 'stop'>;

export interface Request {
  readonly id: number;
  readonly method: keyof Remote;
  readonly args: readonly unknown[];
}

export type Response = { readonly id: number } & ({ readonly result: unknown } | { readonly error: string });

export function answerRequests(double: Double): void {
  process.on('message', ({ id, method, args }: Request) => {
    const call = double[method].bind(double) as (...args: readonly unknown[]) => Promise<unknown>;
    void call(...args).then(
      (result) => process.send!({ id, result } satisfies Response),
      (error: unknown) => process.send!({ id, error: String(error) } satisfies Response),
    );
  });
}
