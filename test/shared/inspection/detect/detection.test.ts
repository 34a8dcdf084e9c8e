import { describe, expect, test } from 'vitest';
import { createDetection, type DetectionPolicy } from '../../../../shared/inspection/detect/detector.ts';
import { fingerprintOf } from '../../../../shared/inspection/detect/keyed-hash.ts';

const KEY = new Uint8Array(32).fill(7);
const CARD = '4539 5787 6362 1486';
const OTHER_CARD = '5425 2334 3010 9903';
const SSN = '536-90-4399';

function detect(texts: readonly string[], policy: DetectionPolicy = {}) {
  const detection = createDetection(policy, KEY);
  for (const text of texts) detection.scan({ text, place: { kind: 'text' } });
  return detection.finish();
}

describe('counting', () => {
  test('the same value counts once, however it is written and wherever it stands', () => {
    const found = detect([
      `card ${CARD}`,
      `card ${CARD.replaceAll(' ', '-')} and ${CARD.replaceAll(' ', '')}`,
    ]);

    expect(found).toMatchObject([{ typeId: 'CREDIT_CARD', count: 1 }]);
  });

  test('different values count each', () => {
    expect(detect([`cards ${CARD} and ${OTHER_CARD}`])).toMatchObject([{ typeId: 'CREDIT_CARD', count: 2 }]);
  });

  test('at most ten places and three samples are kept of any number of values', () => {
    const emails = Array.from({ length: 50 }, (_, index) => `person${index}@contoso.com`);

    const [found] = detect([emails.join('\n')]);

    expect(found).toMatchObject({ typeId: 'EMAIL_ADDRESS', count: 50 });
    expect(found!.places).toHaveLength(10);
    expect(found!.samples).toHaveLength(3);
  });

  test('places have the line of the value', () => {
    const [found] = detect([`first\nsecond\ncard ${CARD}\n\n\ncard ${OTHER_CARD}`]);

    expect(found!.places.map(({ line }) => line)).toEqual([3, 6]);
  });

  test('a text of one line has no line', () => {
    expect(detect([`card ${CARD}`])[0]!.places).toEqual([{ place: { kind: 'text' } }]);
  });
});

describe('policy', () => {
  test('a type that is switched off is not found', () => {
    expect(detect([`card ${CARD}`], { types: { CREDIT_CARD: { enabled: false } } })).toEqual([]);
  });

  test('the default reports medium and high, a lower minimum reports more', () => {
    const text = 'reference 4539578763621486';

    expect(detect([text])).toEqual([]);
    expect(detect([text], { minConfidence: 'low' })).toMatchObject([
      { typeId: 'CREDIT_CARD', confidence: 'low' },
    ]);
  });

  test('a type’s own minimum stands above the general one', () => {
    const policy: DetectionPolicy = {
      minConfidence: 'low',
      types: { CREDIT_CARD: { minConfidence: 'medium' } },
    };

    expect(detect(['reference 4539578763621486'], policy)).toEqual([]);
  });

  test('an excluded value does not count, however it is written', () => {
    const exclusions = [fingerprintOf(KEY, CARD.replaceAll(' ', ''))];

    expect(detect([`card ${CARD}`], { exclusions })).toEqual([]);
    expect(detect([`card ${OTHER_CARD}`], { exclusions })).toHaveLength(1);
  });

  test('an exclusion made with another tenant’s key excludes nothing', () => {
    const exclusions = [fingerprintOf(new Uint8Array(32).fill(8), CARD.replaceAll(' ', ''))];

    expect(detect([`card ${CARD}`], { exclusions })).toHaveLength(1);
  });
});

describe('labels', () => {
  const labelled = (text: string, labels: readonly string[]) => {
    const detection = createDetection({}, KEY);
    detection.scan({ text, labels, place: { kind: 'cell', cell: 'C7' } });
    return detection.finish();
  };

  test.each(['SSN', 'ssn', 'employeeSsn', 'social_security_number', 'Social Security Number'])(
    'a column called %s names the value in its cell',
    (label) => {
      expect(labelled('536904399', [label])).toMatchObject([{ typeId: 'US_SSN', confidence: 'high' }]);
    },
  );

  test('a word inside another word is no label', () => {
    expect(labelled('536904399', ['assnumber'])).toEqual([]);
  });

  test('a password is the whole cell below its label', () => {
    expect(labelled(`Zq${'7kP'}x2Lm`, ['Password'])).toMatchObject([{ typeId: 'PASSWORD' }]);
  });
});

describe('nothing leaks', () => {
  const secret = `Hx${'93kdU'}zT4q!`;
  const text = `card ${CARD}, SSN ${SSN}, mail ann.smith@contoso.com, password: ${secret}, DOB: 1984-07-14`;

  test('no result holds a value', () => {
    const written = JSON.stringify(detect([text]));

    for (const value of [CARD, SSN, 'ann.smith', secret, '1984-07-14']) expect(written).not.toContain(value);
    expect(written).not.toContain(secret.slice(-4));
  });

  test('samples keep at most the issuer and the last four', () => {
    const samples = new Map(detect([text]).map(({ typeId, samples: [sample] }) => [typeId, sample]));

    expect(samples.get('CREDIT_CARD')).toBe('4539 •••• •••• 1486');
    expect(samples.get('US_SSN')).toBe('•••-••-4399');
    expect(samples.get('EMAIL_ADDRESS')).not.toMatch(/[a-z]/);
    expect(samples.get('PASSWORD')).not.toMatch(/[A-Za-z0-9]/);
  });
});

test('detections of several items at once do not mix', () => {
  const [first, second] = [createDetection({}, KEY), createDetection({}, KEY)];

  first.scan({ text: `card ${CARD}`, place: { kind: 'text' } });
  second.scan({ text: `SSN ${SSN}`, place: { kind: 'text' } });

  expect(first.finish()).toMatchObject([{ typeId: 'CREDIT_CARD' }]);
  expect(second.finish()).toMatchObject([{ typeId: 'US_SSN' }]);
});
