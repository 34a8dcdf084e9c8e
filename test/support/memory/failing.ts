import { AppError, type ErrorKind } from '../../../shared/errors.ts';

/** `after`: the call has had its effect, only the answer is lost. */
export type Moment = 'before' | 'after';

export interface Call {
  readonly port: string;
  readonly method: string;
  readonly when: Moment;
}

/** Called around every call of every double; what it throws is what the caller gets. */
export type CallHook = (call: Call) => void | Promise<void>;

export interface FailNext<T> {
  /** The next calls (of `method`, where given; once, where `times` is not given) fail. */
  failNext(
    failure?: ErrorKind | Error,
    options?: { readonly method?: keyof T & string; readonly when?: Moment; readonly times?: number },
  ): void;
}

interface Planned {
  readonly error: Error;
  readonly method: string | undefined;
  readonly when: Moment;
  left: number;
}

const AsyncGeneratorFunction = async function* () {}.constructor;

/** The same port, which can be told to fail. */
export function failing<T extends object>(
  port: string,
  double: T,
  hook: CallHook = () => {},
): T & FailNext<T> {
  const planned: Planned[] = [];

  const reach = async (method: string, when: Moment) => {
    await hook({ port, method, when });
    const plan = planned.find(
      (one) => one.left > 0 && one.when === when && (one.method ?? method) === method,
    );
    if (!plan) return;
    plan.left -= 1;
    throw plan.error;
  };

  const wrap = (method: string, run: (...args: unknown[]) => unknown) => {
    if (run instanceof AsyncGeneratorFunction) {
      return async function* (...args: unknown[]) {
        await reach(method, 'before');
        yield* run(...args) as AsyncIterable<unknown>;
        await reach(method, 'after');
      };
    }
    return async (...args: unknown[]) => {
      await reach(method, 'before');
      const answer = await run(...args);
      await reach(method, 'after');
      return answer;
    };
  };

  const methods = Object.entries(double).map(([name, run]) => [name, wrap(name, run)]);
  return {
    ...(Object.fromEntries(methods) as T),
    failNext: (failure = 'upstream-busy', { method, when = 'before', times = 1 } = {}) => {
      const error =
        typeof failure === 'string'
          ? new AppError(failure, 'TOLD_TO_FAIL', `${port} was told to fail.`)
          : failure;
      planned.push({ error, method, when, left: times });
    },
  };
}
