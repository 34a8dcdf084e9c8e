import type { DataType } from '../../detect/data-type.ts';

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

export const addresses: readonly DataType[] = [streetAddress, labelledAddress];
