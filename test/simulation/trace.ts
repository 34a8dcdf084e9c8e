import { type Run, START } from './run.ts';

/** Everything that happened in a run, in order, one line each; times are seconds since its beginning. */
export function traceOf(run: Run): string {
  const { history, options } = run;
  const lines: (readonly [at: number, text: string])[] = [
    ...history.faults.map(({ at, kind, where }) => [at, `fault       ${kind}: ${where}`] as const),
    ...history.invocations
      .filter(({ name, end }) => name !== 'sweep-scans' || end !== 'returned')
      .map(
        ({ id, name, startedAt, end, frozenMs }) =>
          [
            startedAt,
            `invocation  #${id} ${name}: ${end}${frozenMs > 0 ? `, frozen ${frozenMs} ms` : ''}`,
          ] as const,
      ),
    ...history.calls.map(
      ({ sentAt, by, path, status, retryAfterMs }) =>
        [
          sentAt,
          `call        by #${by} ${path}: ${status}${retryAfterMs ? `, again after ${retryAfterMs} ms` : ''}`,
        ] as const,
    ),
    ...history.scans.map(({ at, before, after }) => {
      const { scanId, status, step, phase, resumeAt, phasePosition } = after ?? before ?? {};
      const gone = after ? '' : ' removed';
      const position = JSON.stringify(phasePosition);
      return [
        at,
        `scan        ${scanId}${gone} ${status}, step ${step} ${phase} ${position} ${resumeAt ?? ''}`,
      ] as const;
    }),
    ...history.integrations.map(
      ({ at, after }) =>
        [at, `integration ${after?.tenant} ${after?.status}, generation ${after?.generation}`] as const,
    ),
  ];
  const { sliceMs, concurrency } = options.settings;
  return [
    `Seed ${run.seed}, world ${options.world}, slices of ${sliceMs} ms, ${concurrency} calls at once, fingerprint ${run.fingerprint}`,
    ...[...options.stories].map(([tenant, story]) => `${tenant}: ${story}`),
    ...lines
      .sort(([a], [b]) => a - b)
      .map(([at, text]) => `${((at - START) / 1_000).toFixed(1).padStart(9)}  ${text}`),
  ].join('\n');
}
