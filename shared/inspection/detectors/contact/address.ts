import { isLowerCode } from '../../detect/characters.ts';
import type { DataType } from '../../detect/data-type.ts';
import { valueAfter } from '../../detect/labelled.ts';

const STREET_WORDS = [
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
];
/** Words that stand between the number and the name: `14 rue de la Paix`. */
const ROAD_WORDS = ['rue', 'allée', 'chemin', 'quai', 'impasse'];
/** Words that begin the line: `Calle Mayor 5`, `Via Dante 4`. */
const LEADING_WORDS = ['calle', 'via', 'viale', 'corso', 'piazza', 'avenida', 'rua', 'ul', 'ulica'];

/** `1428 Elm Street, Springfield, OH 45501`, `22 Baker Street, London NW1 6XE`. */
const STREET =
  /\d{1,6}[A-Za-z]? (?:[NSEW]\.? )?(?:[A-Z0-9][\w.'’-]{0,20} ){1,4}(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Ln|Lane|Dr|Drive|Ct|Court|Way|Pl|Place|Pkwy|Parkway|Ter|Terrace|Cir|Circle|Sq|Square|Hwy|Highway|Close|Crescent|Gardens)\.?(?:,? (?:Apt|Apartment|Suite|Ste|Unit|Flat|#)\.? ?[\w-]{1,6})?[,\n ]{1,3}(?:[A-Z][\w.'’-]{1,20}[, \n]{1,3}){1,4}(?:\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z0-9]? ?\d[A-Z]{2})(?![A-Za-z0-9])/y;

/** Street and number in either order, then a postcode, then the town where it follows. */
const ADDRESS_LINE =
  /^["']?(?=[\p{Lu}\d〒])[^\n"';:|{}<>]{5,80}?[ ,](?:[A-Z]{1,2}-)?(?:\d{4,6}|\d{3} \d{2}|\d{2}-\d{3}|[A-Z]{1,2}\d[A-Z0-9]? ?\d[A-Z]{2})(?![\p{L}\d])(?:,? \p{Lu}[\p{L}-]{1,30}(?:[ /](?:am|an der|sur|de|la|del|\p{Lu}[\p{L}'-]{1,30})){0,3})?/u;

/** From the street word back to the house number. */
function houseNumberBefore(text: string, start: number): number {
  const window = text.slice(Math.max(0, start - 60), start);
  const found = /(?:^|[^A-Za-z0-9.])(\d{1,6}[A-Za-z]? (?:[A-Z0-9][\w.'’-]{0,20} ){0,4})$/.exec(window)?.[1];
  return found ? start - found.length : -1;
}

/** Where the address begins that a street word or the label of a form tells. */
function addressAround(text: string, start: number, end: number): number {
  const word = text.slice(start, end).toLowerCase();
  if (STREET_WORDS.includes(word)) return houseNumberBefore(text, start);
  if (ROAD_WORDS.includes(word)) {
    const number = /(?<![\w.])\d{1,4}(?: ?(?:bis|ter|[A-D]))?,? $/.exec(
      text.slice(Math.max(0, start - 12), start),
    )?.[0];
    return number ? start - number.length : -1;
  }
  if (LEADING_WORDS.includes(word)) return start;
  return valueAfter(text, start, end);
}

function matchAddress(text: string, start: number): number {
  if (isLowerCode(text.charCodeAt(start))) return -1;
  STREET.lastIndex = start;
  if (STREET.test(text)) return STREET.lastIndex;
  const window = text.slice(start, start + 140);
  const address = ADDRESS_LINE.exec(window)?.[0];
  const isAddress =
    address &&
    /\p{Lu}\p{L}|[\u3000-\u9fff]/u.test(address) &&
    /(?<!\w)\d{1,4}[a-z]?(?!\w)/.test(address) &&
    !/[@=]|https?:/.test(address);
  return isAddress ? start + address.length : -1;
}

export const address: DataType = {
  id: 'POSTAL_ADDRESS',
  name: 'Postal address',
  group: 'contact',
  source:
    'USPS Publication 28; Royal Mail, PAF; UPU S42: street, number, postcode and town in national order',
  find: [{ kind: 'labelled', match: matchAddress, valueAfter: addressAround }],
  context: [
    ...STREET_WORDS,
    ...ROAD_WORDS,
    ...LEADING_WORDS,
    'address',
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
    'live at',
    'lives at',
    'living at',
    'resident at',
    'residing at',
    'residence',
    'deliver it to',
    'deliver to',
    'ship to',
    'wohnhaft',
    'wohnt in',
    'wohne in',
    'anschrift',
    'adresse',
    'wohnanschrift',
    'adresse postale',
    'adresse domicile',
    'demeurant',
    'domicilié',
    'domiciliée',
    'j habite',
    'dirección',
    'domicilio',
    'domiciliado en',
    'indirizzo',
    'residenza',
    'residente a',
    'residente in',
    'endereço',
    'morada',
    'woonadres',
    'woonachtig te',
    'adres',
    'adress',
    'osoite',
    'adres zamieszkania',
    'zamieszkały',
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
    'lives at «1428 Elm Street, Springfield, OH 45501»',
    'Ship to: «22 Baker Street, London NW1 6XE»',
    '«500 N Lake Shore Dr Apt 12B, Chicago, IL 60611-4417»',
    'Anschrift: «Lindenallee 12, 50968 Köln»',
    'Adresse postale : «14 rue de la Paix, 75002 Paris»',
    'j’habite au «14 rue de la Paix, 75002 Paris»',
    'Dirección: «Calle Mayor 5, 28013 Madrid»',
  ],
  misses: [
    'open 24 hours on Main Street, downtown',
    'the 3 way split',
    'figure 12 Elm Street',
    'Adresse: siehe unten, bitte beachten',
    'billing address is required',
    'memory address 4096, page 20480',
  ],
};
