import { type DataType, SHAPED } from '../../detect/data-type.ts';
import { isBirthDate } from '../checks/dates.ts';

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** First three letters, folded, of month names in other languages. */
const OTHER_MONTHS: Readonly<Record<string, number>> = {
  ene: 1,
  gen: 1,
  jän: 1,
  sty: 1,
  fév: 2,
  fev: 2,
  lut: 2,
  mär: 3,
  mrt: 3,
  maa: 3,
  avr: 4,
  abr: 4,
  kwi: 4,
  mai: 5,
  mag: 5,
  maj: 5,
  mei: 5,
  jui: 6,
  giu: 6,
  cze: 6,
  lug: 7,
  lip: 7,
  aoû: 8,
  aou: 8,
  ago: 8,
  sie: 8,
  set: 9,
  wrz: 9,
  okt: 10,
  out: 10,
  ott: 10,
  paź: 10,
  dez: 12,
  dic: 12,
  déc: 12,
  des: 12,
  gru: 12,
  lis: 11,
};

function monthOf(name: string): number {
  const head = name.toLowerCase().slice(0, 3);
  return MONTHS.indexOf(head) + 1 || (OTHER_MONTHS[head] ?? 0);
}

const fullYear = (year: number): number => (year >= 100 ? year : year > 26 ? 1900 + year : 2000 + year);

/** Year, month, day of a written date: the day first in Europe, the month first in America; whichever exists. */
function isBirthDateText(text: string): boolean {
  const numeric = /^(\d{1,4})[./\-年 ]{1,2}(\d{1,2})[./\-月 ]{1,2}(\d{1,4})日?/.exec(text);
  if (numeric) {
    const [a, b, c] = [Number(numeric[1]), Number(numeric[2]), Number(numeric[3])] as const;
    if (numeric[1]!.length === 4) return isBirthDate(a, b, c);
    return isBirthDate(fullYear(c), b, a) || isBirthDate(fullYear(c), a, b);
  }
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (compact) return isBirthDate(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const dayFirst =
    /^(\d{1,2})(?:st|nd|rd|th|er|\.|º)?(?: de)? ?([\p{L}]{3,12})\.?,?(?: de| del)? (\d{4})/u.exec(text);
  if (dayFirst) return isBirthDate(Number(dayFirst[3]), monthOf(dayFirst[2]!), Number(dayFirst[1]));
  const monthFirst = /^([\p{L}]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})/u.exec(text);
  return (
    monthFirst !== null && isBirthDate(Number(monthFirst[3]), monthOf(monthFirst[1]!), Number(monthFirst[2]))
  );
}

const DATE =
  /^["']?(?:\d{1,4}[./\-年 ]{1,2}\d{1,2}[./\-月 ]{1,2}\d{1,4}日?|\d{8}|\d{1,2}(?:st|nd|rd|th|er|\.|º)?(?: de)? ?\p{L}{3,12}\.?,?(?: de| del)? \d{4}|\p{L}{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})(?!\d)/u;

const matchDate = (text: string, start: number): number => {
  const date = DATE.exec(text.slice(start, start + 40))?.[0];
  return date ? start + date.length : -1;
};

const dateOfBirth: DataType = {
  id: 'DATE_OF_BIRTH',
  name: 'Date of birth',
  group: 'contact',
  source: 'Dates of the last 120 years directly after birth words; other dates are nothing',
  find: [{ kind: 'labelled', match: matchDate }],
  validate: isBirthDateText,
  context: [
    'dob',
    'd.o.b',
    'date of birth',
    'birth date',
    'birthdate',
    'birthday',
    'born',
    'born on',
    'dateofbirth',
    'birth dt',
    'geboren',
    'geboren am',
    'geburtsdatum',
    'geb',
    'geb datum',
    'geburtstag',
    'né le',
    'née le',
    'date de naissance',
    'fecha de nacimiento',
    'nacido el',
    'nacida el',
    'f nacimiento',
    'data di nascita',
    'nato il',
    'nata il',
    'data de nascimento',
    'nascido em',
    'geboortedatum',
    'geboren op',
    'födelsedatum',
    'född',
    'fødselsdato',
    'født',
    'syntymäaika',
    'data urodzenia',
    'urodzony',
    'urodzona',
    'datum narození',
    'születési idő',
    'születési dátum',
    'data nașterii',
    'doğum tarihi',
    'ημερομηνία γέννησης',
    'дата рождения',
    'дата народження',
    '出生日期',
    '生年月日',
    '생년월일',
    'تاريخ الميلاد',
    'תאריך לידה',
    'วันเกิด',
    'जन्म तिथि',
  ],
  confidence: SHAPED,
  mask: {},
  hits: [
    'DOB: «1984-07-14»',
    'born on «March 3, 1979» in Austin',
    'Geburtsdatum: «14.07.1984»',
    'name,date_of_birth\nAnn,«07/14/1984»\n',
    'née le «3 avril 1990»',
    '生年月日：«1984年7月14日»',
  ],
  misses: ['due date 1984-07-14', 'DOB: 1984-17-34', 'born to run'],
};

const STREET =
  /\d{1,6}[A-Za-z]? (?:[NSEW]\.? )?(?:[A-Z0-9][\w.'’-]{0,20} ){1,4}(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Ln|Lane|Dr|Drive|Ct|Court|Way|Pl|Place|Pkwy|Parkway|Ter|Terrace|Cir|Circle|Sq|Square|Hwy|Highway|Close|Crescent|Gardens)\.?(?:,? (?:Apt|Apartment|Suite|Ste|Unit|Flat|#)\.? ?[\w-]{1,6})?[,\n ]{1,3}(?:[A-Z][\w.'’-]{1,20}[, \n]{1,3}){1,4}(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z0-9]? ?\d[A-Z]{2})(?![A-Za-z0-9])/y;

/** From the street word back to the house number. */
function houseNumberBefore(text: string, start: number): number {
  const window = text.slice(Math.max(0, start - 60), start);
  const found = /(?:^|[^A-Za-z0-9.])(\d{1,6}[A-Za-z]? (?:[A-Z0-9][\w.'’-]{0,20} ){0,4})$/.exec(window)?.[1];
  return found ? start - found.length : -1;
}

function matchStreet(text: string, start: number): number {
  STREET.lastIndex = start;
  return STREET.test(text) ? STREET.lastIndex : -1;
}

const streetAddress: DataType = {
  id: 'POSTAL_ADDRESS',
  name: 'Postal address',
  group: 'contact',
  source: 'USPS Publication 28; Royal Mail, PAF formats: house number, street, town, postcode',
  find: [
    { kind: 'labelled', match: matchStreet, valueAfter: (text, start) => houseNumberBefore(text, start) },
  ],
  context: [
    'street',
    'st',
    'avenue',
    'ave',
    'road',
    'rd',
    'boulevard',
    'blvd',
    'lane',
    'ln',
    'drive',
    'dr',
    'court',
    'ct',
    'way',
    'place',
    'pl',
    'parkway',
    'pkwy',
    'terrace',
    'circle',
    'square',
    'highway',
    'close',
    'crescent',
    'gardens',
  ],
  confidence: { alone: 'none', weak: 'low', own: 'medium' },
  mask: {},
  hits: [
    'lives at «1428 Elm Street, Springfield, OH 45501»',
    'Ship to: «22 Baker Street, London NW1 6XE»',
    '«500 N Lake Shore Dr Apt 12B, Chicago, IL 60611-4417»',
  ],
  misses: ['open 24 hours on Main Street, downtown', 'the 3 way split', 'figure 12 Elm Street'],
};

/** Street and number in either order, then a postcode, then the town where it follows. */
const ADDRESS_LINE =
  /^["']?(?=[\p{Lu}\d〒])[^\n"';:|{}<>]{5,80}?[ ,](?:[A-Z]{1,2}-)?(?:\d{4,6}|\d{3} \d{2}|\d{2}-\d{3}|[A-Z]{1,2}\d[A-Z0-9]? ?\d[A-Z]{2})(?![\p{L}\d])(?:,? \p{Lu}[\p{L}-]{1,30}(?:[ /](?:am|an der|sur|de|la|del|\p{Lu}[\p{L}'-]{1,30})){0,3})?/u;

const labelledAddress: DataType = {
  id: 'HOME_ADDRESS',
  name: 'Address in a form',
  group: 'contact',
  source: 'Form labels: a house number, words and a postcode after an address word',
  find: [
    {
      kind: 'labelled',
      match(text, start) {
        const address = ADDRESS_LINE.exec(text.slice(start, start + 140))?.[0];
        const isAddress = address && /\b\d{1,4}[a-z]?\b/.test(address) && !/[@=]|https?:/.test(address);
        return isAddress ? start + address.length : -1;
      },
    },
  ],
  context: [
    'home address',
    'postal address',
    'mailing address',
    'residential address',
    'billing address',
    'shipping address',
    'delivery address',
    'street address',
    'permanent address',
    'current address',
    'anschrift',
    'adresse',
    'wohnanschrift',
    'adresse postale',
    'adresse domicile',
    'dirección',
    'domicilio',
    'indirizzo',
    'residenza',
    'endereço',
    'morada',
    'woonadres',
    'adres',
    'adress',
    'osoite',
    'adres zamieszkania',
    'адрес',
    'cím',
    'lakcím',
    '住所',
    '地址',
    '주소',
  ],
  confidence: { alone: 'none', weak: 'low', own: 'medium' },
  mask: {},
  hits: [
    'Anschrift: «Lindenallee 12, 50968 Köln»',
    'Adresse postale : «14 rue de la Paix, 75002 Paris»',
    'Dirección: «Calle Mayor 5, 28013 Madrid»',
  ],
  misses: ['Adresse: siehe unten, bitte beachten', 'billing address is required'],
};

const coordinates: DataType = {
  id: 'GEO_COORDINATES',
  name: 'Geographic coordinates',
  group: 'contact',
  source: 'ISO 6709: latitude and longitude with four and more decimals',
  find: [
    {
      kind: 'labelled',
      match: (text, start) => {
        const pair =
          /^["'([]{0,2}-?\d{1,2}\.\d{4,10}°?[NS]?["']?,? {0,2}(?:["']?(?:lon|lng|long|longitude)["']? ?[:=] ?)?["']?-?\d{1,3}\.\d{4,10}°?[EW]?/.exec(
            text.slice(start, start + 70),
          )?.[0];
        return pair ? start + pair.length : -1;
      },
    },
  ],
  validate: (value) => {
    const [latitude = 91, longitude = 181] = (value.match(/-?\d{1,3}\.\d+/g) ?? []).map(Number);
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  },
  context: [
    'coordinates',
    'gps',
    'gps coordinates',
    'geolocation',
    'latlng',
    'lat lon',
    'lat',
    'latitude',
    'location',
    'geo',
    'koordinaten',
    'coordonnées',
    'coordenadas',
    'coordinate',
  ],
  confidence: SHAPED,
  mask: {},
  hits: ['GPS: «52.520008, 13.404954»', '{"lat": «37.774929, "lon": -122.419416»}'],
  misses: ['location: 5 km away', 'gps 152.520008, 13.404954'],
};

const LOGIN_DOMAIN =
  /@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}:(?=[^\s:]{0,64}[0-9!@#$%^&*])[^\s:/"',;]{6,64}(?=\s|$)/y;

/** An address at the start of a line, then the password after a colon. */
function matchLogin(text: string, at: number): readonly [number, number] | undefined {
  LOGIN_DOMAIN.lastIndex = at;
  if (!LOGIN_DOMAIN.test(text)) return undefined;
  const local = /(?:^|\n)([A-Za-z0-9._%+-]{1,64})$/.exec(text.slice(Math.max(0, at - 65), at))?.[1];
  return local ? [at - local.length, LOGIN_DOMAIN.lastIndex] : undefined;
}

const userName: DataType = {
  id: 'LOGIN_NAME',
  name: 'Login name with password',
  group: 'contact',
  source: 'user:password lists ("combo lists"): address or name, colon, password, line after line',
  find: [{ kind: 'mark', mark: '@', match: matchLogin }],
  confidence: { alone: 'high', weak: 'high', own: 'high' },
  mask: {},
  hits: [`«ann.smith@contoso.com:${'Sum'}mer2024!»\n`],
  misses: ['mail ann.smith@contoso.com: please call', 'ssh://git@host.org:2222/x'],
};

export const personal: readonly DataType[] = [
  userName,
  dateOfBirth,
  streetAddress,
  labelledAddress,
  coordinates,
];
