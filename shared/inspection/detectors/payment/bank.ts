import { type DataType, SHAPED } from '../../detect/data-type.ts';
import { valueAfter } from '../../detect/labelled.ts';
import { isMod97 } from '../checks/iso7064.ts';
import { isRepeated, isSequence, weightedSum } from '../checks/weighted.ts';
import { NATIONAL } from '../defaults.ts';
import { COUNTRY_CODES } from './countries.ts';

const MONEY = /\b(?:wire|bank|iban|transfer|payment|account|beneficiary|remit)/i;

const matchBic = (text: string, start: number): number => {
  const bic = /^["']?[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![A-Za-z0-9])/.exec(
    text.slice(start, start + 13),
  )?.[0];
  return bic ? start + bic.length : -1;
};

/** `SWIFT` alone is also a language and an adjective: it takes a sign between it and the code, or talk of money. */
function bicAfter(text: string, start: number, end: number): number {
  const at = valueAfter(text, start, end);
  const isBare = /^swift\s*$/i.test(text.slice(start, at));
  if (isBare && /^[A-Z]{6}(?:[A-Z0-9]{0,4}\d|[A-Z0-9]{2}XXX)(?![A-Za-z])/.test(text.slice(at, at + 12)))
    return at;
  return isBare && !MONEY.test(text.slice(Math.max(0, start - 60), start)) ? -1 : at;
}

const bic: DataType = {
  id: 'SWIFT_BIC',
  name: 'Bank identifier code (BIC)',
  group: 'payment',
  source: 'ISO 9362: four letters, country, two characters, three optional',
  find: [{ kind: 'labelled', match: matchBic, valueAfter: bicAfter }],
  validate: (value) => COUNTRY_CODES.has(value.slice(4, 6)),
  context: [
    'bic',
    'swift',
    'swift code',
    'bic code',
    'swift bic',
    'bic swift',
    'bic/swift',
    'swift/bic',
    'swiftcode',
    'bank identifier code',
    'code bic',
    'código swift',
    'codice bic',
  ],
  confidence: { alone: 'none', weak: 'low', own: 'medium' },
  mask: { head: 4 },
  hits: ['BIC: «DEUTDEFF»', 'SWIFT code «BNPAFRPPXXX»', '"bic": "«INGBNL2A»"', 'SWIFT/BIC: «COBADEFFXXX»'],
  misses: ['BIC: DEUTZZFF', 'SWIFT LANGUAGE', 'DEUTDEFF'],
};

const abaRouting: DataType = {
  ...NATIONAL,
  group: 'payment',
  id: 'US_ABA_ROUTING',
  name: 'US bank routing number',
  country: 'US',
  source: 'ABA Routing Number Policy: weights 3,7,1 mod 10; first two 00–12, 21–32, 61–72, 80',
  find: [{ kind: 'digits', forms: ['9', '4-4-1'] }],
  validate: (value) =>
    /^(0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)/.test(value) &&
    weightedSum(value, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 &&
    !isRepeated(value),
  context: [
    'routing',
    'routing number',
    'routing no',
    'aba',
    'aba number',
    'aba routing',
    'rtn',
    'transit number',
    'routing transit',
    'ach routing',
    'wire routing',
    'bank routing',
  ],
  weakContext: ['bank', 'ach', 'wire', 'wire transfer', 'direct deposit', 'checking'],
  hits: [
    'Routing number: «021000021»',
    'aba_routing,account\n«322271627»,88120045\n',
    'wire to ABA «026009593»',
  ],
  misses: ['routing number 021000022', 'order 021000021'],
};

const bankAccount: DataType = {
  id: 'BANK_ACCOUNT',
  name: 'Bank account number',
  group: 'payment',
  source: 'National formats differ: six to seventeen digits, told by words only',
  find: [
    {
      kind: 'digits',
      forms: [
        '6',
        '7',
        '8',
        '9',
        '10',
        '11',
        '12',
        '13',
        '14',
        '15',
        '16',
        '17',
        '4_4_4',
        '3_3_4',
        '4_4_2',
        '4-6',
        '2-8',
        '3-7',
        '5-5',
        '3-6-1',
        '2-4-7-2',
        '2-4-7-3',
        '3_4_3',
      ],
    },
  ],
  validate: (value) => !isRepeated(value) && !isSequence(value),
  context: [
    'bank account',
    'bank account number',
    'bank account no',
    'checking account',
    'savings account',
    'checking acct',
    'acct number',
    'acct no',
    'account number',
    'account no',
    'account num',
    'accountnumber',
    'acc no',
    'a/c no',
    'a c number',
    'ac no',
    'beneficiary account',
    'debit account',
    'kontonummer',
    'konto nr',
    'kontonr',
    'ktonr',
    'kto',
    'kto nr',
    'numéro de compte',
    'n de compte',
    'cuenta bancaria',
    'número de cuenta',
    'conto corrente',
    'numero di conto',
    'conta bancária',
    'conta corrente',
    'rekeningnummer',
    'bankrekening',
    'numer konta',
    'nr konta',
    'tilinumero',
    'número da conta',
    '口座番号',
    '银行账号',
    '账号',
    '계좌번호',
    'номер счета',
    'номер счёта',
    'расчетный счет',
    'bankkonto',
  ],
  confidence: { alone: 'none', weak: 'low', own: 'medium' },
  mask: { tail: 4 },
  hits: [
    'Account number: «8812004517»',
    'checking account «004417829913»',
    'Kontonummer: «0532013000»',
    '"account_number": "«73920184»"',
  ],
  misses: ['order number: 8812004517', 'account 5 of 10', 'account number: 000000000'],
};

const ukSortCode: DataType = {
  id: 'UK_SORT_CODE',
  name: 'UK sort code',
  group: 'payment',
  country: 'GB',
  source: 'Pay.UK, Extended Industry Sort Code Directory: three pairs of digits',
  find: [{ kind: 'digits', forms: ['2-2-2', '2 2 2', '6'] }],
  validate: (value) => !isRepeated(value),
  context: ['sort code', 'sortcode', 'sort-code', 'bank sort code'],
  confidence: SHAPED,
  mask: { tail: 2 },
  hits: ['Sort code: «20-45-77»', 'sort_code: "«404784»"'],
  misses: ['date 20-45-77', 'sort code order by 1'],
};

const ifsc: DataType = {
  id: 'IN_IFSC',
  name: 'Indian bank branch code (IFSC)',
  group: 'payment',
  country: 'IN',
  source: 'Reserve Bank of India: four letters, 0, six characters',
  find: [{ kind: 'shape', shapes: ['AAAA0XXXXXX'] }],
  context: ['ifsc', 'ifsc code', 'neft', 'rtgs', 'imps', 'bank branch'],
  confidence: { alone: 'low', weak: 'medium', own: 'high' },
  mask: { head: 4 },
  hits: ['IFSC: «HDFC0001279»', 'ifsc_code=«SBIN0004417»'],
  misses: ['model HDFC0001279'],
};

const bsb: DataType = {
  id: 'AU_BSB',
  name: 'Australian bank branch number (BSB)',
  group: 'payment',
  country: 'AU',
  source: 'AusPayNet, BSB directory: six digits',
  find: [{ kind: 'digits', forms: ['3-3', '3 3', '6'] }],
  validate: (value) => !isRepeated(value),
  context: ['bsb', 'bsb number', 'bsb code', 'bank state branch'],
  confidence: SHAPED,
  mask: { tail: 2 },
  hits: ['BSB: «062-841», Acc 88120045'],
  misses: ['part 062-841'],
};

const caTransit: DataType = {
  id: 'CA_TRANSIT_NUMBER',
  name: 'Canadian bank transit number',
  group: 'payment',
  country: 'CA',
  source: 'Payments Canada: five digits branch, three digits institution; electronic form begins 0',
  find: [{ kind: 'digits', forms: ['5-3', '9'] }],
  validate: (value) => (value.length === 9 ? value.startsWith('0') : true) && !isRepeated(value),
  context: ['transit number', 'branch transit', 'institution number', 'transit no', 'numéro de transit'],
  confidence: SHAPED,
  mask: { tail: 3 },
  hits: ['Transit number «10492-004»'],
  misses: ['part 10492-004'],
};

const sepaCreditor: DataType = {
  id: 'SEPA_CREDITOR_ID',
  name: 'SEPA creditor identifier',
  group: 'payment',
  source: 'EPC262-08: country, check digits mod 97-10 without the business code, national part',
  find: [{ kind: 'shape', shapes: ['AA99XXX99999999999', 'AA99XXX999999'] }],
  validate: (value) => /^[A-Z]{2}\d{2}ZZZ/.test(value) && isMod97(value.slice(7) + value.slice(0, 4)),
  context: [
    'gläubiger-id',
    'gläubiger identifikationsnummer',
    'creditor identifier',
    'creditor id',
    'identifiant créancier',
    'ics',
    'sepa',
  ],
  confidence: { alone: 'medium', weak: 'high', own: 'high' },
  mask: { head: 4, tail: 4 },
  hits: ['Gläubiger-ID: «DE98ZZZ09999999999»'],
  misses: ['Gläubiger-ID: DE97ZZZ09999999999'],
};

export const bank: readonly DataType[] = [
  bic,
  abaRouting,
  ukSortCode,
  bsb,
  caTransit,
  ifsc,
  sepaCreditor,
  bankAccount,
];
