import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBase58Check } from '../../../../../shared/inspection/detectors/checks/base58.ts';
import { isBech32 } from '../../../../../shared/inspection/detectors/checks/bech32.ts';
import { isBirthDate, isDayMonth } from '../../../../../shared/inspection/detectors/checks/dates.ts';
import {
  isMod11Comma10,
  isMod11Dash2,
  isMod97,
} from '../../../../../shared/inspection/detectors/checks/iso7064.ts';
import { isLuhn, luhnDigit } from '../../../../../shared/inspection/detectors/checks/luhn.ts';
import { isVerhoeff } from '../../../../../shared/inspection/detectors/checks/verhoeff.ts';

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });

const checkDigits = '0123456789'.split('');

/** The check digits that a check accepts after a body. */
const accepted = (body: string, check: (digits: string) => boolean) =>
  checkDigits.filter((digit) => check(body + digit));

describe('Luhn', () => {
  test('accepts the numbers of ISO/IEC 7812 and of the card schemes’ documentation', () => {
    expect(
      ['79927398713', '4111111111111111', '378282246310005', '490154203237518'].filter(
        (each) => !isLuhn(each),
      ),
    ).toEqual([]);
  });

  test('leaves exactly one check digit for every body, and finds it', () => {
    fc.assert(
      fc.property(digits(1, 18), (body) => {
        expect(accepted(body, isLuhn)).toEqual([luhnDigit(body)]);
      }),
    );
  });
});

test('ISO 7064 mod 97-10 accepts the example of ISO 13616 and no change of one digit', () => {
  const rearranged = '370400440532013000DE89';

  expect(isMod97(rearranged)).toBe(true);
  fc.assert(
    fc.property(fc.nat(17), fc.integer({ min: 1, max: 9 }), (at, step) => {
      const changed = (Number(rearranged[at]) + step) % 10;
      expect(isMod97(rearranged.slice(0, at) + changed + rearranged.slice(at + 1))).toBe(false);
    }),
  );
});

test('ISO 7064 mod 11,10 leaves exactly one check digit and accepts published numbers', () => {
  expect(isMod11Comma10('86095742719')).toBe(true);
  expect(isMod11Comma10('69435151530')).toBe(true);
  fc.assert(
    fc.property(digits(10, 10), (body) => {
      expect(accepted(body, isMod11Comma10)).toHaveLength(1);
    }),
  );
});

test('ISO 7064 mod 11-2 has one check character, X included', () => {
  expect(isMod11Dash2('11010519491231002X')).toBe(true);
  expect(isMod11Dash2('110105194912310021')).toBe(false);
  fc.assert(
    fc.property(digits(17, 17), (body) => {
      expect([...checkDigits, 'X'].filter((check) => isMod11Dash2(body + check))).toHaveLength(1);
    }),
  );
});

describe('Verhoeff', () => {
  test('accepts the example of the literature', () => {
    expect(isVerhoeff('2363')).toBe(true);
  });

  test('notices every exchange of two different neighbours', () => {
    fc.assert(
      fc.property(digits(11, 11), fc.nat(9), (body, at) => {
        const valid = body + accepted(body, isVerhoeff)[0];
        fc.pre(valid[at] !== valid[at + 1]);
        const exchanged = valid.slice(0, at) + valid[at + 1] + valid[at] + valid.slice(at + 2);
        expect(isVerhoeff(exchanged)).toBe(false);
      }),
    );
  });
});

test('base58check accepts the address of the first block and no other ending', () => {
  expect(isBase58Check('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa')).toBe(true);
  expect(isBase58Check('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb')).toBe(false);
  expect(isBase58Check('rDTXLQ7ZKZVKz33zJbHjgVShjsBnqMBhmN', 'ripple')).toBe(true);
});

test('bech32 accepts the addresses of BIP 173 and BIP 350', () => {
  expect(isBech32('bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4')).toBe(true);
  expect(isBech32('bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0')).toBe(true);
  expect(isBech32('bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5')).toBe(false);
});

test('dates exist, and births are of people who may be alive', () => {
  expect(isDayMonth(31, 4)).toBe(false);
  expect(isDayMonth(29, 2)).toBe(true);
  expect(isBirthDate(2001, 2, 29)).toBe(false);
  expect(isBirthDate(2000, 2, 29)).toBe(true);
  expect(isBirthDate(1850, 1, 1)).toBe(false);
});
