import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { RunbookAlarm } from './runbook-alarm.ts';

/** An alarm for each table that refuses requests for longer than retries take. */
export class TableAlarms extends Construct {
  constructor(scope: Construct, id: string, tables: Readonly<Record<string, Table>>) {
    super(scope, id);
    for (const [name, table] of Object.entries(tables)) {
      new RunbookAlarm(this, name, {
        heading: 'Table throttles',
        subject: name,
        says: 'refused more than 50 requests in five minutes, twice in a row',
        metric: new MathExpression({
          expression: 'FILL(reads, 0) + FILL(writes, 0)',
          usingMetrics: {
            reads: throttles('ReadThrottleEvents', table),
            writes: throttles('WriteThrottleEvents', table),
          },
          period: Duration.minutes(5),
          label: 'refused requests',
        }),
        threshold: 50,
        periods: 2,
      });
    }
  }
}

const throttles = (metricName: string, table: Table): Metric =>
  new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    dimensionsMap: { TableName: table.tableName },
    statistic: 'Sum',
  });
