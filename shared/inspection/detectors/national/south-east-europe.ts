import type { DataType } from '../../detect/data-type.ts';
import { isDayMonth, isDdMmYy, numberAt } from '../checks/dates.ts';
import { isMod11Comma10 } from '../checks/iso7064.ts';
import { isLuhn } from '../checks/luhn.ts';
import { isRepeated, lastValue, weightedSum } from '../checks/weighted.ts';
import { NATIONAL, TAX } from '../defaults.ts';

const grAmka: DataType = {
  ...NATIONAL,
  id: 'GR_AMKA',
  name: 'Greek social security number (AMKA)',
  country: 'GR',
  source: 'HDIKA: ddmmyy, five digits, Luhn',
  find: [{ kind: 'digits', forms: ['11', '6_5'] }],
  validate: (value) => isDdMmYy(value) && isLuhn(value),
  context: ['amka', 'αμκα', 'α.μ.κ.α', 'αριθμός μητρώου κοινωνικής ασφάλισης', 'greek social security'],
  hits: ['ΑΜΚΑ: «14077930411»', 'AMKA «01108355106»'],
  misses: ['τιμολόγιο 01018012345'],
};

const grAfm: DataType = {
  ...TAX,
  id: 'GR_AFM',
  name: 'Greek tax number (AFM)',
  country: 'GR',
  source: 'AADE: nine digits, powers of two mod 11 mod 10',
  find: [{ kind: 'digits', forms: ['9'] }],
  validate: (value) =>
    (weightedSum(value, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === lastValue(value) &&
    !isRepeated(value),
  context: ['afm', 'αφμ', 'α.φ.μ', 'αριθμός φορολογικού μητρώου', 'φορολογικό μητρώο', 'greek tax number'],
  hits: ['ΑΦΜ: «039659196»'],
  misses: ['αρ. 094259216'],
};

const hrOib: DataType = {
  ...NATIONAL,
  id: 'HR_OIB',
  name: 'Croatian personal identification number',
  country: 'HR',
  source: 'Porezna uprava, OIB; ISO 7064 mod 11,10',
  find: [{ kind: 'digits', forms: ['11'] }],
  validate: (value) => isMod11Comma10(value) && !isRepeated(value),
  context: ['oib', 'osobni identifikacijski broj', 'osobni broj', 'croatian personal identification'],
  hits: ['OIB: «36689794672»'],
  misses: ['narudžba 33392005961'],
};

const jmbg =
  (region: RegExp) =>
  (value: string): boolean => {
    if (
      !isDayMonth(numberAt(value, 0, 2), numberAt(value, 2, 2)) ||
      !/^.{4}(9|0)/.test(value) ||
      !region.test(value.slice(7, 9))
    )
      return false;
    const check = 11 - (weightedSum(value, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
    return (check >= 10 ? 0 : check) === lastValue(value);
  };

const siEmso: DataType = {
  ...NATIONAL,
  id: 'SI_EMSO',
  name: 'Slovenian EMŠO',
  country: 'SI',
  source: 'Uredba o EMŠO; JMBG of region 50',
  find: [{ kind: 'digits', forms: ['13'] }],
  validate: jmbg(/^50/),
  context: [
    'emšo',
    'emso',
    'enotna matična številka',
    'enotna matična številka občana',
    'slovenian personal number',
  ],
  hits: ['EMŠO: «1107981508052»'],
  misses: ['naročilo 0101006500006'],
};

const rsJmbg: DataType = {
  ...NATIONAL,
  id: 'RS_JMBG',
  name: 'JMBG (Serbia, Bosnia, Montenegro, North Macedonia)',
  country: 'RS',
  source: 'Zakon o jedinstvenom matičnom broju građana; mod 11',
  find: [{ kind: 'digits', forms: ['13'] }],
  validate: jmbg(/^\d\d/),
  context: [
    'jmbg',
    'jedinstveni matični broj',
    'matični broj',
    'јмбг',
    'матични број',
    'embg',
    'ембг',
    'jmb',
  ],
  hits: ['JMBG: «1207988712415»', 'ЈМБГ «0402972792749»'],
  misses: ['broj 0101988710001'],
};

export const southEastEurope: readonly DataType[] = [grAmka, grAfm, hrOib, siEmso, rsJmbg];
