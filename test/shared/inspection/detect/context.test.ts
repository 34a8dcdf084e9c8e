import { describe, expect, test } from 'vitest';
import { detectValues } from '../../../../shared/inspection/detect/measure.ts';

const typesIn = (text: string) =>
  detectValues(text)
    .filter(({ confidence }) => confidence !== 'low')
    .map(({ type, value }) => `${type} ${value}`);

const SSN = '536904399';

describe('a word names a value', () => {
  test.each([
    ['before it', `The SSN is ${SSN}.`],
    ['before it, with other words between', `SSN of the new colleague in Austin: ${SSN}`],
    ['after it in brackets', `We have ${SSN} (SSN) on file.`],
    ['on the line above', `Social Security Number\n${SSN}\n`],
    ['as JSON key', `{"ssn": "${SSN}"}`],
    ['as key of a nested value', `{"ssn": {"value": "${SSN}"}}`],
    ['as camelCase key', `{"customerSsn":"${SSN}"}`],
    ['as XML element', `<person><ssn>${SSN}</ssn></person>`],
    ['as cell of a header', `<tr><th>SSN</th><td>${SSN}</td></tr>`],
    ['as CSV column', `name,ssn,city\nAnn,${SSN},Austin\n`],
    ['as column of aligned text', `Name        SSN          City\nAnn Smith   ${SSN}    Austin\n`],
    ['as column of a Markdown table', `| Name | SSN |\n|---|---|\n| Ann | ${SSN} |\n`],
    ['as column of an INSERT', `INSERT INTO p (name, ssn) VALUES ('Ann', '${SSN}');`],
    ['as environment variable', `export EMPLOYEE_SSN=${SSN}`],
  ])('%s', (_, text) => {
    expect(typesIn(text)).toEqual([`US_SSN ${SSN}`]);
  });

  test('and those that follow it in a list', () => {
    expect(typesIn(`SSNs: ${SSN}, 212384417 and 418220935`)).toEqual([
      `US_SSN ${SSN}`,
      'US_SSN 212384417',
      'US_SSN 418220935',
    ]);
  });
});

describe('a word does not name a value', () => {
  test.each([
    ['inside another word', `assn ${SSN}`],
    ['that another key names', `{"ssn": null, "orderId": "${SSN}"}`],
    ['in another column', `ssn,order\nunknown,${SSN}\n`],
    ['in the sentence before', `The SSN was deleted yesterday. Ticket ${SSN} is closed.`],
    ['too far away', `SSN ${'and so on and on '.repeat(6)}${SSN}`],
    ['that names the value after it', `Ticket ${SSN}, SSN: unknown`],
    ['of a type whose check fails', 'SSN 666904399'],
  ])('%s', (_, text) => {
    expect(typesIn(text)).toEqual([]);
  });
});

test('a shared word with a country’s name makes a number that country’s own', () => {
  const text = (country: string) => `${country} tax number: 86095742719`;

  expect(typesIn(text('German'))).toEqual(['DE_TAX_ID 86095742719']);
  expect(typesIn(text('Japanese'))).toEqual([]);
});

test('of two types on the same characters the one with its own word and a passed check stays', () => {
  expect(typesIn('CPF: 111.444.777-35')).toEqual(['BR_CPF 111.444.777-35']);
  expect(typesIn('IMEI: 490154203237518')).toEqual(['IMEI 490154203237518']);
});

test('the vendor’s type stands before a secret told by its key word', () => {
  const token = `ghp_${'Zk3wT8mPq1'}${'aQ9xLs7dRe'}${'B2vNh5Jc0YfGu4Xo'}`;

  expect(typesIn(`api_key = "${token}"`)).toEqual([`GITHUB_TOKEN ${token}`]);
});

test('a piece of a longer number, identifier or amount is nothing', () => {
  for (const text of [
    `ssn 12-${SSN}`,
    `ssn ${SSN}-7`,
    `ssn ABC-${SSN}`,
    `ssn x_${SSN}`,
    `ssn $${SSN}`,
    `ssn ${SSN}.55`,
  ]) {
    expect(typesIn(text), text).toEqual([]);
  }
});

test('digits of other scripts count', () => {
  expect(typesIn('رقم الهوية: ١٠٠٠٠٠٠٠٠٨').length).toBe(1);
  expect(typesIn('SSN ５３６９０４３９９')).toHaveLength(1);
});

test('well-known test values are lowered', () => {
  const values = detectValues('card 4111 1111 1111 1111');

  expect(values).toMatchObject([{ type: 'CREDIT_CARD', confidence: 'low' }]);
});
