import type { DataType } from '../../detect/data-type.ts';
import { isLuhn } from '../checks/luhn.ts';
import { isRepeated } from '../checks/weighted.ts';

/** Issuer ranges by leading digits, and the lengths they issue. */
const ISSUERS: readonly (readonly [prefix: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [13, 16, 19]], // Visa
  [/^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]], // Mastercard
  [/^3[47]/, [15]], // American Express
  [/^(6011|64[4-9]|65)/, [16, 19]], // Discover
  [/^(30[0-5]|3095|36|3[89])/, [14, 16, 19]], // Diners Club
  [/^35(2[89]|[3-8])/, [16, 19]], // JCB
  [/^62/, [16, 17, 18, 19]], // UnionPay
  [/^(50|5[678]|6[0-9])/, [13, 15, 16, 17, 18, 19]], // Maestro
  [/^(81|82|508)/, [16]], // RuPay
  [/^220[0-4]/, [16, 17, 18, 19]], // Mir
];

/** Numbers that payment processors publish for tests (Stripe, PayPal, Adyen, Braintree documentation). */
const TEST_NUMBERS = new Set(
  (
    '4111111111111111 4242424242424242 4012888888881881 4000056655665556 4000000000000002 4000000000009995 ' +
    '4000000000000077 4000002500003155 4000000000003220 4222222222222 4005519200000004 4009348888881881 ' +
    '4012000033330026 4012000077777777 4217651111111119 4500600000000061 4444333322221111 4917610000000000 ' +
    '5555555555554444 5105105105105100 5200828282828210 2223003122003222 2223000048400011 2222405343248877 ' +
    '5454545454545454 5431111111111111 5500000000000004 5424000000000015 378282246310005 371449635398431 ' +
    '378734493671000 341111111111111 370000000000002 6011111111111117 6011000990139424 6011000000000004 ' +
    '6011601160116611 30569309025904 38520000023237 36227206271667 36259600000004 3056930009020004 ' +
    '3566002020360505 3530111333300000 3566111111111113 6200000000000005 6205500000000000004 5019717010103742 ' +
    '6304000000000000 6331101999990016 4988438843884305 4166676667666746'
  ).split(' '),
);

const isIssued = (digits: string): boolean =>
  ISSUERS.some(([prefix, lengths]) => lengths.includes(digits.length) && prefix.test(digits));

/** As cards are listed: `|12|2027|123`, `,12/27,331`. */
const EXPIRY_AND_CODE = /^[,;|:\t ]{1,2}(?:0[1-9]|1[0-2])[/|,;-]?(?:20)?[2-4]\d[,;|:\t ]{1,2}\d{3,4}(?!\d)/;

export const creditCard: DataType = {
  id: 'CREDIT_CARD',
  name: 'Payment card number',
  group: 'payment',
  source: 'ISO/IEC 7812-1; issuer ranges as published by the card schemes',
  find: [
    { kind: 'digits', forms: ['13', '14', '15', '16', '17', '18', '19'], alone: 'low' },
    { kind: 'digits', forms: ['4_4_4_4', '4_6_5', '4_6_4', '4_4_4_4_3', '4_4_4_4_2', '4_4_4_4_1'] },
  ],
  validate: (digits) => isIssued(digits) && isLuhn(digits) && !isRepeated(digits),
  isTest: (digits) => TEST_NUMBERS.has(digits),
  context: [
    'credit card',
    'debit card',
    'payment card',
    'bank card',
    'card number',
    'card no',
    'card num',
    'card nr',
    'card',
    'cards',
    'cardnum',
    'visa',
    'mastercard',
    'master card',
    'amex',
    'american express',
    'discover',
    'diners',
    'diners club',
    'jcb',
    'unionpay',
    'union pay',
    'maestro',
    'rupay',
    'cc',
    'ccn',
    'ccnum',
    'cc number',
    'cc no',
    'pan',
    'primary account number',
    'cvv',
    'cvc',
    'cvv2',
    'kreditkarte',
    'kreditkarten',
    'kreditkartennummer',
    'kreditkartennr',
    'kreditkartendaten',
    'kartennummer',
    'kartennr',
    'karten nr',
    'bankkarte',
    'carte bancaire',
    'carte de crédit',
    'numéro de carte',
    'carte bleue',
    'carte',
    'tarjeta',
    'tarjeta de crédito',
    'número de tarjeta',
    'carta di credito',
    'numero carta',
    'carta',
    'cartão',
    'cartão de crédito',
    'número do cartão',
    'kaart',
    'kaartnummer',
    'creditcard',
    'creditcardnummer',
    'kortnummer',
    'kort',
    'karta kredytowa',
    'numer karty',
    'karty',
    'kredi kartı',
    'kart numarası',
    'luottokortti',
    'luottokortin',
    'luottokorttinumero',
    'luottokortin numero',
    'номер карты',
    'карта',
    'карты',
    '信用卡',
    '卡号',
    '卡號',
    '银行卡',
    'クレジットカード',
    'カード番号',
    '신용카드',
    '카드번호',
    'كرت',
    'بطاقة ائتمان',
    'כרטיס אשראי',
    'บัตรเครดิต',
    'क्रेडिट कार्ड',
  ],
  weakContext: [
    'payment',
    'checkout',
    'expiry',
    'expiration',
    'exp',
    'expires',
    'valid thru',
    'billing',
    'cardholder',
    'zahlung',
    'paiement',
    'pago',
  ],
  isSupported: (text, _, end) => EXPIRY_AND_CODE.test(text.slice(end, end + 16)),
  confidence: { alone: 'high', weak: 'medium', own: 'high' },
  mask: { head: 4, tail: 4 },
  hits: [
    'Please charge card «4539 5787 6362 1486», thanks',
    '{"cardNumber":"«4539578763621486»"}',
    'Kreditkarte: «5425-2334-3010-9903»',
    'amex «3487 123456 78909» exp 04/29',
    '«4539578763621486»|12|2027|331\n«5425233430109903»,01/28,842',
  ],
  misses: [
    'card 4539 5787 6362 1487',
    'tracking 4539578763621486 shipped',
    'test card 4111 1111 1111 1111',
    'card 4539.5787636214 86',
  ],
};
