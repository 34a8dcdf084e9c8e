import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { describe, expect, test } from 'vitest';
import { startServices } from '../../../local/aws/services/server.ts';
import { clientTo, endpointOf } from './support/endpoint.ts';

const client = clientTo(await endpointOf('SERVICES_ENDPOINT', () => startServices()));
const secrets = new SecretsManagerClient(client);
const events = new EventBridgeClient(client);
const schedules = new SchedulerClient(client);
const RUN = Date.now().toString(36);
const named = (name: string) => expect.objectContaining({ name });

describe('secrets', () => {
  let created = 0;
  async function aSecret(SecretString: string): Promise<string> {
    created += 1;
    const Name = `tenant/${created}-${RUN}`;
    await secrets.send(new CreateSecretCommand({ Name, SecretString }));
    return Name;
  }
  const read = async (SecretId: string, rest: object = {}) =>
    (await secrets.send(new GetSecretValueCommand({ SecretId, ...rest }))).SecretString;

  test('a value is read by name and by ARN, a new one keeps the previous', async () => {
    const name = await aSecret('one');
    const { ARN = '' } = await secrets.send(new DescribeSecretCommand({ SecretId: name }));
    await secrets.send(new PutSecretValueCommand({ SecretId: ARN, SecretString: 'two' }));
    expect(await read(name)).toBe('two');
    expect(await read(ARN)).toBe('two');
    expect(await read(ARN.slice(0, -7))).toBe('two');
    expect(await read(name, { VersionStage: 'AWSPREVIOUS' })).toBe('one');
  });

  test('a put with the same token is done once', async () => {
    const name = await aSecret('one');
    const put = (SecretString: string) =>
      secrets.send(
        new PutSecretValueCommand({
          SecretId: name,
          SecretString,
          ClientRequestToken: 'token-of-thirty-two-or-more-characters',
        }),
      );
    await put('two');
    await put('two');
    expect(await read(name, { VersionStage: 'AWSPREVIOUS' })).toBe('one');
    await expect(put('three')).rejects.toThrow(named('ResourceExistsException'));
  });

  test('what is missing or there already is named', async () => {
    const Name = await aSecret('x');
    await expect(read(`missing-${RUN}`)).rejects.toThrow(named('ResourceNotFoundException'));
    const again = secrets.send(new CreateSecretCommand({ Name, SecretString: 'y' }));
    await expect(again).rejects.toThrow(named('ResourceExistsException'));
  });

  test('a deleted secret cannot be read, and can be restored', async () => {
    const SecretId = await aSecret('x');
    await secrets.send(new DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 7 }));
    await expect(read(SecretId)).rejects.toThrow(named('InvalidRequestException'));
    const again = secrets.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'y' }));
    await expect(again).rejects.toThrow(named('InvalidRequestException'));
    await secrets.send(new RestoreSecretCommand({ SecretId }));
    expect(await read(SecretId)).toBe('x');
  });

  test('a secret deleted by force is gone and its name free', async () => {
    const SecretId = await aSecret('x');
    await secrets.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }));
    await expect(read(SecretId)).rejects.toThrow(named('ResourceNotFoundException'));
    await secrets.send(new CreateSecretCommand({ Name: SecretId, SecretString: 'y' }));
    expect(await read(SecretId)).toBe('y');
  });
});

describe('events', () => {
  const put = (Detail: string) =>
    events.send(new PutEventsCommand({ Entries: [{ Source: 'a', DetailType: 'b', Detail }] }));

  test('an event is accepted, malformed detail is named', async () => {
    const good = await put('{"x":1}');
    expect(good).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
    const bad = await put('{bad');
    expect(bad).toMatchObject({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'MalformedDetail' }] });
  });
});

describe('schedules', () => {
  const aSchedule = (Name: string, rest: object = {}): CreateScheduleCommandInput => ({
    Name,
    ScheduleExpression: 'rate(5 minutes)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: 'arn:aws:lambda:us-east-1:000000000000:function:none',
      RoleArn: 'arn:aws:iam::000000000000:role/none',
      Input: '{"a":1}',
    },
    ...rest,
  });

  test('a schedule is created, read, changed, listed and deleted', async () => {
    const Name = `schedule-${RUN}`;
    await schedules.send(
      new CreateScheduleCommand(aSchedule(Name, { StartDate: new Date('2030-01-01T00:00:00Z') })),
    );
    const created = await schedules.send(new GetScheduleCommand({ Name }));
    expect(created).toMatchObject({
      ScheduleExpression: 'rate(5 minutes)',
      State: 'ENABLED',
      StartDate: new Date('2030-01-01T00:00:00Z'),
    });
    await schedules.send(
      new UpdateScheduleCommand(
        aSchedule(Name, {
          ScheduleExpression: 'cron(0 9 ? * MON-FRI *)',
          ScheduleExpressionTimezone: 'Europe/Berlin',
          State: 'DISABLED',
        }),
      ),
    );
    expect((await schedules.send(new GetScheduleCommand({ Name }))).State).toBe('DISABLED');
    const { Schedules = [] } = await schedules.send(new ListSchedulesCommand({ NamePrefix: 'schedule-' }));
    expect(Schedules.map((schedule) => schedule.Name)).toContain(Name);
    await schedules.send(new DeleteScheduleCommand({ Name }));
    await expect(schedules.send(new GetScheduleCommand({ Name }))).rejects.toThrow(
      named('ResourceNotFoundException'),
    );
  });

  test('a name is taken once', async () => {
    const input = aSchedule(`twice-${RUN}`);
    await schedules.send(new CreateScheduleCommand(input));
    await expect(schedules.send(new CreateScheduleCommand(input))).rejects.toThrow(
      named('ConflictException'),
    );
    await schedules.send(new DeleteScheduleCommand({ Name: `twice-${RUN}` }));
  });

  test.each([
    ['expression', { ScheduleExpression: 'every day' }],
    ['time zone', { ScheduleExpressionTimezone: 'Mars/Olympus' }],
  ])('an invalid %s is refused', async (_what, rest) => {
    const input = aSchedule(`invalid-${RUN}`, rest);
    await expect(schedules.send(new CreateScheduleCommand(input))).rejects.toThrow(
      named('ValidationException'),
    );
  });

  test('a group that is not there is named', async () => {
    const input = aSchedule(`elsewhere-${RUN}`, { GroupName: 'missing' });
    await expect(schedules.send(new CreateScheduleCommand(input))).rejects.toThrow(
      named('ResourceNotFoundException'),
    );
  });
});
