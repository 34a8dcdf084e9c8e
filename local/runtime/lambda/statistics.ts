/** What one function did since the start. */
export interface FunctionStatistics {
  name: string;
  memoryMb: number;
  invocations: number;
  errors: number;
  timeouts: number;
  coldStarts: number;
  /** Time spent in handlers. */
  totalMs: number;
  longestMs: number;
  /** Time that Lambda would bill: each invocation's started millisecond, and the start of each environment. */
  billedMs: number;
  /** Highest heap and external memory of one environment, sampled while it worked; threads it starts itself are not in it. */
  peakMemoryBytes: number;
}

export const noStatistics = (name: string, memoryMb: number): FunctionStatistics => ({
  name,
  memoryMb,
  invocations: 0,
  errors: 0,
  timeouts: 0,
  coldStarts: 0,
  totalMs: 0,
  longestMs: 0,
  billedMs: 0,
  peakMemoryBytes: 0,
});
