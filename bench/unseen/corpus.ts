import { type Random, randomOf } from '../detectors/random.ts';
import { AMERICAS } from './americas.ts';
import { ASIA_PACIFIC } from './asia-pacific.ts';
import { DOCUMENTS, WHOLE } from './documents.ts';
import { chars, digits, fill, HEX } from './draw.ts';
import { NORTH_AND_EAST } from './europe-east.ts';
import { WESTERN_EUROPE } from './europe-west.ts';
import { KEYED, WRITTEN } from './layouts.ts';
import { MONEY_AND_THINGS } from './money.ts';
import { MORE_DOCUMENTS, MORE_NEGATIVES } from './more-documents.ts';
import { NEGATIVES } from './negatives.ts';
import { PEOPLE, person } from './people.ts';
import { SECRETS } from './secrets.ts';
import type { Subject } from './subject.ts';

/** A text and everything that must be found in it; of whole documents only the type. */
export interface Sample {
  readonly id: string;
  readonly kind: 'value' | 'document' | 'broken' | 'bare' | 'look-alike';
  readonly text: string;
  readonly expected: readonly { readonly type: string; readonly value?: string }[];
}

export const SUBJECTS: readonly Subject[] = [
  ...WESTERN_EUROPE,
  ...NORTH_AND_EAST,
  ...AMERICAS,
  ...ASIA_PACIFIC,
  ...MONEY_AND_THINGS,
  ...PEOPLE,
  ...SECRETS,
];

/** Types whose numbers carry a check digit that one changed digit always breaks. */
const CHECKED = new Set(
  (
    'UK_NHS UK_UTR DE_TAX_ID DE_SOCIAL_INSURANCE DE_KVNR CH_AHV AT_SVNR FR_NIR FR_SIRET FR_SIREN NL_BSN BE_NN ES_NIF ES_NIE PT_NIF IT_FISCAL_CODE IT_PARTITA_IVA SE_PERSONNUMMER ' +
    'SE_ORGNR NO_FODSELSNUMMER NO_ORGNR DK_CVR FI_HETU FI_BUSINESS_ID IS_KT PL_PESEL PL_NIP PL_REGON PL_ID_CARD CZ_ICO HU_TAJ HU_TAX_ID RO_CNP BG_EGN GR_AMKA GR_AFM HR_OIB SI_EMSO RS_JMBG EE_IK LT_AK ' +
    'RU_INN RU_SNILS UA_RNTRC KZ_IIN TR_TCKN US_NPI US_DEA US_ABA_ROUTING CA_SIN BR_CPF BR_CNPJ BR_PIS MX_CURP MX_CLABE AR_CUIT CL_RUT EC_CI PE_RUC UY_CI IN_AADHAAR IN_GSTIN CN_RIC HK_HKID TW_ID ' +
    'JP_MY_NUMBER SG_NRIC TH_PIN AU_TFN AU_ABN AU_ACN IL_ID ZA_ID AE_EMIRATES_ID SA_NATIONAL_ID IR_NATIONAL_CODE CREDIT_CARD IBAN ISIN LEI CUSIP SEPA_CREDITOR_ID CRYPTO_BTC CRYPTO_LTC CRYPTO_TRX VIN IMEI'
  ).split(' '),
);
/** What stands in no table cell and beside no label, or only with blanks that break a line. */
const FREE = new Set(['PRIVATE_KEY', 'PASSPORT_MRZ', 'POSTAL_ADDRESS', 'GEO_COORDINATES']);
/** Nine digits and fewer with a check digit mean nothing alone; neither do these. */
const MUTE = new Set(
  (
    'UK_NHS UK_UTR UK_PASSPORT DE_TAX_ID FR_SIREN FR_SIRET NL_BSN PT_NIF IT_PARTITA_IVA NO_ORGNR DK_CVR PL_NIP PL_REGON CZ_ICO HU_TAJ HU_TAX_ID RO_CUI GR_AFM HR_OIB RU_INN UA_RNTRC US_NPI ' +
    'US_ABA_ROUTING US_PASSPORT BR_PIS AU_TFN AU_ACN IL_ID SA_NATIONAL_ID IR_NATIONAL_CODE BANK_ACCOUNT NG_NIN NG_BVN IMEI MEDICAL_RECORD_NUMBER HEALTH_INSURANCE_ID CUSIP SWIFT_BIC US_DRIVER_LICENSE ICD10_CODE DATE_OF_BIRTH PE_RUC'
  ).split(' '),
);
const MUTE_TEXTS: readonly ((value: string, r: Random) => string)[] = [
  (v) => `Shipment ${v} left the warehouse this morning.`,
  (v, r) => `{"orderId":"${v}","items":${digits(r, 2)},"status":"PAID"}`,
  (v, r) => `item,reference,qty\nbolt M8,${v},${digits(r, 3)}\n`,
  (v) => `[cache] key=${v} hit\n`,
  (v) => `see ticket ${v} for details, and close it when done`,
];

const fillers = (text: string, r: Random) =>
  text.replace(/\{(person|day|number|sha|uuid)\}/g, (_, kind: string) => {
    if (kind === 'person') return person(r);
    if (kind === 'day') return `2026-0${1 + r.int(9)}-${10 + r.int(18)}`;
    if (kind === 'number') return `2026-${digits(r, 4)}`;
    return kind === 'sha' ? chars(r, HEX, 40) : fill(r, '%%%%%%%%-%%%%-4%%%-9%%%-%%%%%%%%%%%%');
  });

/** Changes the last digit. */
function spoiled(value: string, r: Random): string {
  const at = value.search(/\d\D*$/);
  return value.slice(0, at) + String((Number(value[at]) + 1 + r.int(8)) % 10) + value.slice(at + 1);
}

/** Labelled samples from a seed; `perType` for every subject, and a fifth of it for every look-alike and document. */
export function* corpus(seed: number, perType: number): Generator<Sample> {
  const r = randomOf(seed);
  let count = 0;
  const sample = (kind: Sample['kind'], text: string, expected: Sample['expected']): Sample => ({
    id: `${kind}-${++count}`,
    kind,
    text,
    expected,
  });
  for (const subject of SUBJECTS) {
    for (let i = 0; i < perType; i++) {
      const value = subject.make(r);
      yield sample('value', textOf(subject, value, r), [{ type: subject.type, value }]);
    }
    for (let i = 0; i < perType / 4; i++) {
      if (CHECKED.has(subject.type))
        yield sample('broken', textOf(subject, spoiled(subject.make(r), r), r), []);
      if (MUTE.has(subject.type)) yield sample('bare', r.pick(MUTE_TEXTS)(subject.make(r), r), []);
    }
  }
  const makers = new Map(SUBJECTS.map((each) => [each.type, each.make]));
  for (const template of [...DOCUMENTS, ...MORE_DOCUMENTS]) {
    for (let i = 0; i < perType / 4; i++) {
      const expected: { type: string; value: string }[] = [];
      const text = fillers(template, r).replace(/\{([A-Z_0-9]+)\}/g, (_, type: string) => {
        const value = makers.get(type)!(r);
        expected.push({ type, value });
        return value;
      });
      yield sample('value', text, expected);
    }
  }
  for (const [type, texts] of Object.entries(WHOLE))
    for (const text of texts) yield sample('document', fillers(text, r), [{ type }]);
  for (const text of MORE_NEGATIVES) yield sample('look-alike', fillers(text, r), []);
  for (const build of Object.values(NEGATIVES))
    for (let i = 0; i < perType / 2; i++) yield sample('look-alike', build(r), []);
}

function textOf(subject: Subject, value: string, r: Random): string {
  if (subject.says && r.int(4) === 0) return r.pick(subject.says).replace('{}', () => value);
  const label = r.pick(subject.labels);
  const isKey = /^[\p{L}\p{M}\d _.’'-]+$/u.test(label) && !FREE.has(subject.type) && !/[\n,;"']/.test(value);
  const layouts = isKey && r.int(5) < 2 ? KEYED : WRITTEN;
  return layouts[r.pick(Object.keys(layouts))]!(label, value, r);
}
