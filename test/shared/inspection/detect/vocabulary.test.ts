import { expect, test } from 'vitest';
import { compile } from '../../../../shared/inspection/detect/compile.ts';
import { type DataType, SHAPED } from '../../../../shared/inspection/detect/data-type.ts';
import { Marks } from '../../../../shared/inspection/detect/marks.ts';
import { createReader } from '../../../../shared/inspection/detect/reader.ts';

const typeWith = (context: readonly string[]): DataType => ({
  id: 'ANY',
  name: 'Any',
  group: 'customer',
  source: 'none',
  find: [],
  context,
  confidence: SHAPED,
  hits: [],
  misses: [],
});

/** The phrases that a reader with these context words finds. */
function phrasesIn(text: string, context: readonly string[]): string[] {
  const marks = new Marks();
  createReader(compile([typeWith(context)]))(text, marks);
  return Array.from({ length: marks.phrase.length }, (_, i) =>
    text.slice(marks.phraseStart.at(i), marks.phraseEnd.at(i)),
  );
}

test.each([
  ['Social Security Number', ['Social Security Number']],
  ['social_security_number', ['social_security_number']],
  ['socialSecurityNumber', ['socialSecurityNumber']],
  ['SOCIAL-SECURITY-NUMBER', ['SOCIAL-SECURITY-NUMBER']],
  ['socialsecuritynumber', ['socialsecuritynumber']],
  ['social and security number', []],
  ['antisocial security number', []],
])('the words of a phrase are found in %s', (text, expected) => {
  expect(phrasesIn(text, ['social security number'])).toEqual(expected);
});

test('the longest phrase stands for those inside it', () => {
  expect(phrasesIn('your card number and card', ['card', 'card number'])).toEqual(['card number', 'card']);
});

test('an acronym ends where the next word begins, a plural does not', () => {
  expect(phrasesIn('SSNNumber, SSNs, USt', ['ssn', 'ssns', 'ust'])).toEqual(['SSN', 'SSNs', 'USt']);
});

test('accents and combining marks do not matter', () => {
  expect(phrasesIn('número nu\u0301mero NUMERO', ['número'])).toHaveLength(3);
});

test('words of scripts without blanks are found anywhere, an underscore counts as a blank', () => {
  expect(phrasesIn('我的身份证号是', ['身份证号'])).toEqual(['身份证号']);
  expect(phrasesIn('رقم_الهوية', ['رقم الهوية'])).toEqual(['رقم_الهوية']);
});

test('letters after digits are no words', () => {
  expect(phrasesIn('3dea4 12dea', ['dea'])).toEqual([]);
});
