import { describe, expect, test } from 'vitest';
import { createCustomDetection } from '../../../../shared/inspection/custom/custom-detection.ts';
import { dryRunPattern } from '../../../../shared/inspection/custom/dry-run.ts';
import { hashRecords } from '../../../../shared/inspection/custom/exact-data.ts';
import { fingerprintOf } from '../../../../shared/inspection/detect/keyed-hash.ts';
import { defaultPolicy, type TenantPolicy } from '../../../../shared/inspection/policy.ts';
import { Unreadable } from '../../../../shared/inspection/unreadable.ts';
import { HASH_KEY, inspected } from '../documents/inspected.ts';

const findingIn = async (text: string, policy: Partial<TenantPolicy>) =>
  (await inspected(text, { policy })).findings.find(({ group }) => group === 'customer');

describe('dictionaries', () => {
  const dictionary = (...words: string[]) => ({
    dictionaries: [{ id: 'PROJECTS', name: 'Project names', words }],
  });

  test('phrases are found as whole words in any case, whatever stands between', async () => {
    const text = 'About PROJECT-Falcon and project\nfalcon; the falconry of projects is other.\nOrion!';

    expect(await findingIn(text, dictionary('Project Falcon', 'orion'))).toMatchObject({
      dataType: 'PROJECTS',
      name: 'Project names',
      count: 2,
      places: ['line 1, column 7', 'line 1, column 26', 'line 3, column 1'],
    });
  });

  test('samples do not show the words', async () => {
    const finding = await findingIn('the Falcon flies', dictionary('falcon'));

    expect(finding?.samples).toEqual(['••••••']);
  });

  test('scripts without blanks are found too', async () => {
    expect(await findingIn('これは極秘計画です', dictionary('極秘'))).toMatchObject({ count: 1 });
  });

  test('case can matter', async () => {
    const policy = { dictionaries: [{ id: 'CODES', name: 'Codes', words: ['NOVA'], caseSensitive: true }] };

    expect(await findingIn('a nova', policy)).toBeUndefined();
    expect(await findingIn('a NOVA', policy)).toMatchObject({ count: 1 });
  });
});

describe('patterns', () => {
  const staff = { id: 'STAFF_ID', name: 'Staff id', pattern: 'E-\\d{6}' };

  test('distinct matches are counted', async () => {
    expect(await findingIn('E-123456, E-123456 and E-654321', { patterns: [staff] })).toMatchObject({
      dataType: 'STAFF_ID',
      count: 2,
      samples: ['•-••••••', '•-••••••'],
    });
  });

  test('a pattern can ask for words nearby or a column that names it', async () => {
    const policy = { patterns: [{ ...staff, near: ['staff'] }] };

    expect(await findingIn('part E-123456', policy)).toBeUndefined();
    expect(await findingIn('staff: E-123456', policy)).toMatchObject({ count: 1 });
    expect(await findingIn('name,staff,town\nJo,E-123456,Rome\n', policy)).toMatchObject({ count: 1 });
  });

  test('a pattern that backtracking would never finish ends', async () => {
    const policy = { patterns: [{ ...staff, pattern: '(a+)+b' }] };

    expect(await findingIn('a'.repeat(200_000), policy)).toBeUndefined();
  });

  test('a dry run says what a pattern finds and costs', () => {
    expect(dryRunPattern(staff, 'E-123456 E-999999')).toMatchObject({ problems: [], count: 2 });
    expect(dryRunPattern(staff, '').msPerMegabyte).toBeGreaterThan(0);
    expect(dryRunPattern({ ...staff, pattern: '(' }, 'x').problems).toHaveLength(1);
  });
});

describe('exact data', () => {
  const records = [
    ['C-100-2001', 'Anna Müller', 'Hamburg'],
    ['C-100-2002', 'Bob Stone', 'Leeds'],
  ];
  const list = (minOthers: number) => ({
    exactData: [{ id: 'CUSTOMERS', name: 'Customers', ...hashRecords(records, HASH_KEY), minOthers }],
  });

  test('the list holds no data', () => {
    expect(JSON.stringify(hashRecords(records, HASH_KEY))).not.toMatch(/müller|2001|leeds/i);
  });

  test('a telling cell is found however it is written', async () => {
    expect(await findingIn('see c1002001 and C 100 2002', list(0))).toMatchObject({ count: 2 });
  });

  test('a record can be excluded by the hash of its telling cell', async () => {
    const exclusions = [fingerprintOf(HASH_KEY, 'C-100-2001')];

    expect(await findingIn('C-100-2001, C-100-2002', { ...list(0), exclusions })).toMatchObject({ count: 1 });
  });

  test('other cells of the record must stand nearby when the list asks for them', async () => {
    const far = 'lorem ipsum '.repeat(60);

    expect(await findingIn('C-100-2001 of Leeds', list(1))).toBeUndefined();
    expect(await findingIn(`C-100-2001 ${far} Anna Müller`, list(1))).toBeUndefined();
    expect(await findingIn('Anna Müller has C-100-2001', list(1))).toMatchObject({ count: 1 });
    expect(await findingIn('C-100-2001 Anna Müller, Hamburg', list(2))).toMatchObject({ count: 1 });
  });

  test('cells of a table stand near each other', async () => {
    const table = 'id,name,city\nC-100-2001,Anna Müller,Hamburg\nC-100-2002,Bob Stone,Leeds\n';

    expect(await findingIn(table, list(2))).toMatchObject({ count: 2, places: ['A2', 'A3'] });
  });
});

test('many patterns on a long text end when the time of the item is over', async () => {
  let looks = 0;
  const patterns = Array.from({ length: 50 }, (_, at) => ({
    id: `P${at}`,
    name: 'x',
    pattern: `EMP-${at}\\d{3}`,
  }));
  const detection = createCustomDetection({ ...defaultPolicy(HASH_KEY), patterns }, () => {
    if (looks++ === 3) throw new Unreadable('too_slow', true);
  });

  expect(() => detection.scan({ text: 'EMP-0123 '.repeat(2_000), place: { kind: 'text' } })).toThrow(
    'too_slow',
  );
  expect(detection.finish().map(({ typeId }) => typeId)).toEqual(['P0']);
});
