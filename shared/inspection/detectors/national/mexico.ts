import { type DataType, TELLING } from '../../detect/data-type.ts';
import { isYyMmDd } from '../checks/dates.ts';
import { isLuhn } from '../checks/luhn.ts';
import { charValue, isRepeated, lastValue } from '../checks/weighted.ts';
import { NATIONAL, TAX } from '../defaults.ts';

const CURP_ALPHABET = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';
const MX_STATES =
  /^(AS|BC|BS|CC|CL|CM|CS|CH|DF|DG|GT|GR|HG|JC|MC|MN|MS|NT|NL|OC|PL|QT|QR|SP|SL|SR|TC|TS|TL|VZ|YN|ZS|NE)/;

const mxCurp: DataType = {
  ...NATIONAL,
  id: 'MX_CURP',
  name: 'Mexican CURP',
  country: 'MX',
  source: 'RENAPO, Instructivo normativo; weights 18…2 mod 10',
  find: [{ kind: 'shape', shapes: ['aaaa999999aaaaaax9'] }],
  validate(value) {
    if (!/^[A-Z]{4}\d{6}[HMX]/.test(value) || !isYyMmDd(value, 4) || !MX_STATES.test(value.slice(11)))
      return false;
    let sum = 0;
    for (let i = 0; i < 17; i++) sum += CURP_ALPHABET.indexOf(value[i]!) * (18 - i);
    return (10 - (sum % 10)) % 10 === lastValue(value);
  },
  context: ['curp', 'clave única de registro de población', 'c.u.r.p'],
  confidence: { alone: 'high', weak: 'high', own: 'high' },
  mask: { tail: 3 },
  hits: ['CURP: «HEGG560427MMCRRR07»', 'curp: «BADD110313HCMLNS06»'],
  misses: ['CURP HEGG560427MVZRRL05'],
};

const RFC_ALPHABET = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ';

const mxRfc: DataType = {
  ...TAX,
  id: 'MX_RFC',
  name: 'Mexican RFC',
  country: 'MX',
  source: 'SAT, Anexo 3 CFF; weights 13…2 mod 11',
  find: [{ kind: 'shape', shapes: ['AAAA999999XXX', 'AAA999999XXX', 'AAAA-999999-XXX', 'AAA-999999-XXX'] }],
  validate(value) {
    const padded = value.padStart(13, ' ');
    if (!isYyMmDd(padded, 4)) return false;
    let sum = 0;
    for (let i = 0; i < 12; i++) sum += RFC_ALPHABET.indexOf(padded[i]!) * (13 - i);
    const check = 11 - (sum % 11);
    return (check === 11 ? '0' : check === 10 ? 'A' : String(check)) === padded[12];
  },
  context: ['rfc', 'r.f.c', 'registro federal de contribuyentes'],
  confidence: TELLING,
  mask: { tail: 3 },
  hits: ['RFC: «GODE561230GR1»', 'RFC emisor «AAA010102AA8»'],
  misses: ['RFC GODE561231GR7'],
};

const mxClabe: DataType = {
  ...NATIONAL,
  group: 'payment',
  id: 'MX_CLABE',
  name: 'Mexican bank account (CLABE)',
  country: 'MX',
  source: 'ABM/Banxico; weights 3,7,1 mod 10 over seventeen digits',
  find: [{ kind: 'digits', forms: ['18', '3_3_11_1'] }],
  validate(value) {
    let sum = 0;
    for (let i = 0; i < 17; i++) sum += (charValue(value, i) * [3, 7, 1][i % 3]!) % 10;
    return (10 - (sum % 10)) % 10 === lastValue(value) && !value.startsWith('000');
  },
  context: ['clabe', 'clabe interbancaria', 'cuenta clabe'],
  weakContext: ['cuenta', 'transferencia'],
  hits: ['CLABE: «012180001555360869»'],
  misses: ['folio 032180000118359718'],
};

const mxNss: DataType = {
  ...NATIONAL,
  id: 'MX_NSS',
  name: 'Mexican social security number (NSS)',
  country: 'MX',
  source: 'IMSS; eleven digits, Luhn',
  find: [{ kind: 'digits', forms: ['11', '2_2_2_4_1'] }],
  validate: (value) => isLuhn(value) && !isRepeated(value),
  context: ['nss', 'imss', 'número de seguridad social', 'número de seguro social'],
  weakContext: [],
  hits: ['NSS (IMSS): «92112099822»'],
  misses: ['pedido 92919084431'],
};

export const mexico: readonly DataType[] = [mxCurp, mxRfc, mxClabe, mxNss];
