import { describe, expect, test } from 'vitest';
import {
  FIRST_SCAN,
  FIRST_SCAN_OF_EVERYTHING,
  FIRST_SCAN_WITH_PROJECTS,
  FIRST_SCAN_WITH_SESSIONS,
  FIRST_SCAN_WITHOUT_FILES,
  REPEATED_SCAN,
} from '../../bench/cost/measured.ts';
import {
  dailyScan,
  firstScanCost,
  MEDIUM_DAY,
  monthlyCost,
  PER,
  PRICES,
  SERVICES,
  STAGE,
} from '../../bench/cost/model.ts';
import { costTables, WITHOUT_TRANSCRIPTS } from '../../bench/cost.ts';
import { template } from '../support/assembly.ts';
import { text } from '../support/source-files.ts';

const idle = {
  people: 0,
  activePeople: 0,
  activities: 0,
  chats: 0,
  files: 0,
  transcripts: 0,
  projectItems: 0,
  sessions: 0,
  portalRequests: 0,
};
const sum = (month: Readonly<Record<string, number>>): number =>
  Object.values(month).reduce((total, part) => total + part, 0);

describe('docs/cost.md', () => {
  test.each(Object.entries(costTables()))('has the table "%s" as it is computed', (_, table) => {
    expect(text('docs/cost.md')).toContain(table);
  });

  test('has the formula with the factors that were measured', () => {
    const { file, transcript, projectItem, session, agentUpdate, chat, person } = PER;
    const doc = text('docs/cost.md');

    for (const line of [
      `W = ${agentUpdate.toFixed(1)}·r·active people + ${chat.writeUnits.toFixed(1)}·r·chats + ${file.writeUnits.toFixed(1)}·F + ${transcript.writeUnits.toFixed(1)}·T + ${projectItem.writeUnits.toFixed(1)}·P + ${session.writeUnits.toFixed(1)}·S`,
      `R = ${person.readUnits.toFixed(2)}·people + ${chat.readUnits.toFixed(1)}·r·chats + ${file.readUnits.toFixed(1)}·F + ${transcript.readUnits.toFixed(1)}·T + ${projectItem.readUnits.toFixed(1)}·P + ${session.readUnits.toFixed(1)}·S`,
      `${file.s3Puts.toFixed(2)}·F + ${transcript.s3Puts.toFixed(2)}·T + ${projectItem.s3Puts.toFixed(2)}·P + ${session.s3Puts.toFixed(2)}·S puts, and about as many gets`,
      `${REPEATED_SCAN.sqsRequests} + ${file.sqsRequests.toFixed(2)}·F + ${transcript.sqsRequests.toFixed(2)}·T + ${projectItem.sqsRequests.toFixed(2)}·P + ${session.sqsRequests.toFixed(2)}·S`,
    ]) {
      expect(doc).toContain(line);
    }
  });

  test('says of the tenant what the model assumes', () => {
    const { people, activePeople, activities, chats, files, projectItems, sessions, portalRequests } =
      MEDIUM_DAY;
    const doc = text('docs/cost.md');

    for (const phrase of [
      `${people} people in the directory, ${activePeople} of them`,
      `${activities.toLocaleString('en-US')} activities, ${chats} chats, ${files} new files, ${projectItems} changes in projects and ${sessions} sessions`,
      `${portalRequests} requests of the portal`,
    ]) {
      expect(doc).toContain(phrase);
    }
  });
});

describe('the cost of a month', () => {
  test('is, for keys, a secret for each tenant and two of the stage, read twice a day', () => {
    const expected = 1_002 * 0.4 + 1_000 * 30 * 2 * (0.05 / 1e4);

    expect(monthlyCost(MEDIUM_DAY, 1_000)['Secrets Manager']).toBeCloseTo(expected, 6);
  });

  test('is, for objects, what the measured scan put and got for each item', () => {
    const ofFile = (1_146 * PRICES.s3Put + 1_126 * PRICES.s3Get) / 1_237;
    const ofConversation = (396 * PRICES.s3Put + 396 * PRICES.s3Get) / 446;
    const ofProjectItem = (191 * PRICES.s3Put + 191 * PRICES.s3Get) / 212;
    const ofSession = PRICES.s3Put + PRICES.s3Get;

    expect(monthlyCost(MEDIUM_DAY, 10).S3).toBeCloseTo(
      10 * 30 * (55 * ofFile + 450 * ofConversation + 9 * ofProjectItem + 20 * ofSession),
      6,
    );
  });

  test('without tenants is what the stage costs by itself', () => {
    const nothing = monthlyCost(idle, 0);

    expect(nothing.DynamoDB).toBe(0);
    expect(nothing.S3).toBe(0);
    expect(nothing['CloudWatch and X-Ray']).toBeGreaterThan(30);
  });

  test('grows with tenants by the same amount each', () => {
    const [none, one, ten] = [0, 1, 10].map((tenants) => sum(monthlyCost(MEDIUM_DAY, tenants)));

    expect((ten ?? 0) - (none ?? 0)).toBeCloseTo(10 * ((one ?? 0) - (none ?? 0)), 6);
  });

  test('names every service', () => {
    expect(Object.keys(monthlyCost(MEDIUM_DAY, 1)).sort()).toEqual([...SERVICES].sort());
  });

  test('without a secret for each tenant leaves the two of the stage', () => {
    expect(monthlyCost(MEDIUM_DAY, 5_000, { keys: 'envelope' })['Secrets Manager']).toBeCloseTo(0.8, 6);
  });

  test('of a first scan is a few cents for files, and some tens with everything', () => {
    expect(firstScanCost(FIRST_SCAN)).toBeGreaterThan(0.03);
    expect(firstScanCost(FIRST_SCAN)).toBeLessThan(0.1);
    expect(firstScanCost()).toBeGreaterThan(0.1);
    expect(firstScanCost()).toBeLessThan(1);
  });
});

test('what was measured one by one adds up to a little more than the scan of everything, whose items share more', () => {
  const { file, transcript, projectItem, session } = PER;
  // Besides what was measured alone, nearly all are conversations.
  const others = FIRST_SCAN.items + FIRST_SCAN_WITH_PROJECTS.items + FIRST_SCAN_WITH_SESSIONS.items;
  const added =
    FIRST_SCAN_WITHOUT_FILES.writeUnits +
    FIRST_SCAN.items * file.writeUnits +
    FIRST_SCAN_WITH_PROJECTS.items * projectItem.writeUnits +
    FIRST_SCAN_WITH_SESSIONS.items * session.writeUnits +
    (FIRST_SCAN_OF_EVERYTHING.items - others) * transcript.writeUnits;

  expect(added / FIRST_SCAN_OF_EVERYTHING.writeUnits).toBeGreaterThanOrEqual(1);
  expect(added / FIRST_SCAN_OF_EVERYTHING.writeUnits).toBeLessThan(1.1);
});

describe('a daily scan', () => {
  test('that reads transcripts takes a call and an item for each', () => {
    const without = dailyScan(WITHOUT_TRANSCRIPTS);
    const with_ = dailyScan(MEDIUM_DAY);

    expect(with_.providerCalls - without.providerCalls).toBe(MEDIUM_DAY.transcripts);
    expect(with_.items - without.items).toBe(MEDIUM_DAY.transcripts);
  });

  test('of a tenant where nothing happens takes six calls, and writes nothing to agents', () => {
    expect(dailyScan(idle)).toMatchObject({ providerCalls: 6, writeUnits: 0, items: 0 });
  });
});

describe('what a stage has of its own', () => {
  const alarms = Object.values(template('Service').findResources('AWS::CloudWatch::Alarm'));

  test('is as many metrics in alarms as are counted, with a little to spare', () => {
    const metrics = alarms
      .map(
        ({ Properties }) =>
          (Properties.Metrics as { MetricStat?: object }[] | undefined) ?? [{ MetricStat: {} }],
      )
      .reduce((total, of) => total + of.filter(({ MetricStat }) => MetricStat).length, 0);

    expect(metrics).toBeLessThanOrEqual(STAGE.alarmMetrics);
    expect(metrics).toBeGreaterThan(STAGE.alarmMetrics * 0.75);
  });

  test('is no more queues, dashboards and secrets than are counted', () => {
    const mappings = Object.keys(template('Service').findResources('AWS::Lambda::EventSourceMapping'));

    expect(mappings.length).toBeLessThanOrEqual(STAGE.mappings);
    expect(mappings.length).toBeGreaterThanOrEqual(STAGE.mappings - 1);
    template('Service').resourceCountIs('AWS::CloudWatch::Dashboard', STAGE.dashboards);
    template('Data').resourceCountIs('AWS::SecretsManager::Secret', STAGE.secrets);
  });

  test('is no metric for each route: they would cost more than all alarms', () => {
    template('Service').allResourcesProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 50 },
    });
    expect(JSON.stringify(template('Service').toJSON())).not.toContain('DetailedMetricsEnabled":true');
  });
});
