import type { Meter } from '../ports/telemetry.ts';

export const METRIC_NAMESPACE = 'ClaudeEnterpriseIntegration';

export interface MeterOptions {
  /** Name of the function: the only dimension beside the stage. Tenants would make it a metric each. */
  readonly service: string;
  readonly stage: string;
  /** Takes one line without its end. */
  readonly write?: (line: string) => void;
  /** Epoch ms. */
  readonly now?: () => number;
}

/** Metrics as log lines in embedded metric format; units follow from names (`…Seconds`, `…Ms`, `…Bytes`, else counts). */
export function createMeter({ service, stage, write = toStdout, now = Date.now }: MeterOptions): Meter {
  return (metrics) => {
    const definitions = Object.keys(metrics).map((name) => ({ Name: name, Unit: unitOf(name) }));
    const directive = {
      Namespace: METRIC_NAMESPACE,
      Dimensions: [['service', 'stage']],
      Metrics: definitions,
    };
    write(
      JSON.stringify({
        _aws: { Timestamp: now(), CloudWatchMetrics: [directive] },
        service,
        stage,
        ...metrics,
      }),
    );
  };
}

function unitOf(name: string): string {
  if (name.endsWith('Seconds')) return 'Seconds';
  if (name.endsWith('Ms')) return 'Milliseconds';
  return name.endsWith('Bytes') ? 'Bytes' : 'Count';
}

const toStdout = (line: string): void => void process.stdout.write(`${line}\n`);
