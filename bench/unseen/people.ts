import type { Random } from '../detectors/random.ts';
import { between, chars, digits, fill, LOWER, pad } from './draw.ts';
import { type Subject, subject } from './subject.ts';

export const FIRST = [
  'Emma',
  'Liam',
  'Olivia',
  'Noah',
  'Aisha',
  'Mateo',
  'Yuki',
  'Chen',
  'Fatima',
  'Lukas',
  'Ingrid',
  'Piotr',
  'Giulia',
  'Thabo',
  'Anjali',
  'Diego',
];
export const LAST = [
  'Whitfield',
  'Becker',
  'Moreau',
  'Castillo',
  'Nakamura',
  'Okonkwo',
  'Lindqvist',
  'Novak',
  'Rossi',
  'Pereira',
  'Haddad',
  'Sørensen',
  'Iyer',
  'Kaya',
];
export const person = (r: Random): string => `${r.pick(FIRST)} ${r.pick(LAST)}`;

const ascii = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();
export const email = (r: Random): string =>
  `${ascii(r.pick(FIRST))}${r.pick(['.', '_', ''])}${ascii(r.pick(LAST))}${r.pick(['', String(between(r, 1, 99))])}@${r.pick(['gmail.com', 'outlook.com', 'web.de', 'wanadoo.fr', 'northwind-logistics.com', 'uni-graz.at', 'hotmail.co.uk', 'acme.io'])}`;

const PHONES = [
  '(415) 6!#-####',
  '415-6!#-####',
  '+1 212-7!#-####',
  '+1 (646) 5!#-####',
  '+44 20 79## ####',
  '+44 7911 !#####',
  '07911 !#####',
  '+49 30 !#######',
  '+49 151 !#######',
  '0151 !#######',
  '+33 6 !# ## ## ##',
  '06 !# ## ## ##',
  '+34 6!# ### ###',
  '+39 347 !######',
  '+31 6 !#######',
  '+48 60! ### ###',
  '+91 98### #####',
  '+81 90-!###-####',
  '+55 11 9!###-####',
  '+61 4!# ### ###',
  '+46 70 !## ## ##',
  '+41 79 !## ## ##',
  '+86 138 !### ####',
];
export const phone = (r: Random): string => fill(r, r.pick(PHONES));

const address = (r: Random): string =>
  r.pick([
    `${between(r, 100, 9900)} ${r.pick(['Maple', 'Oak', 'Lincoln', 'Sunset', 'Cedar'])} ${r.pick(['Street', 'Ave', 'Blvd', 'Drive', 'Rd'])}, ${r.pick(['Springfield, IL 62704', 'Austin, TX 78701', 'Portland, OR 97205', 'Denver, CO 80202'])}`,
    `${r.pick(['Hauptstraße', 'Goethestr.', 'Bahnhofstraße', 'Lindenweg'])} ${between(r, 1, 140)}, ${r.pick(['80331 München', '10115 Berlin', '50667 Köln'])}`,
    `${between(r, 1, 90)} rue ${r.pick(['de la Paix', 'Victor Hugo', 'des Lilas'])}, ${r.pick(['75002 Paris', '69003 Lyon', '13006 Marseille'])}`,
    `${between(r, 1, 200)} ${r.pick(['Baker Street', 'High Street', 'Station Road'])}, ${r.pick(['London NW1 6XE', 'Leeds LS1 4AP', 'Bristol BS1 5TR'])}`,
  ]);

const password = (r: Random): string =>
  r.pick([
    `${r.pick(['Sommer', 'Tr0ub4dor', 'Winter', 'B1ueFish', 'hunter'])}${digits(r, 4)}${r.pick(['!', '#', '$', '%'])}`,
    fill(r, '~~~~~~~~~~~~'),
    `${chars(r, LOWER, 6)}-${chars(r, LOWER, 5)}-${digits(r, 3)}`,
    `${fill(r, '~~~~')}@${fill(r, '~~~~')}${digits(r, 2)}`,
  ]);

const plate = (r: Random): string => r.pick([fill(r, 'B-@@ ####'), fill(r, '@@## @@@'), fill(r, '!@@@###')]);
const coordinates = (r: Random): string =>
  `${between(r, 30, 59)}.${digits(r, 5)}, ${r.pick(['-', ''])}${between(r, 2, 99)}.${digits(r, 5)}`;
void pad;

export const PEOPLE: readonly Subject[] = [
  subject(
    'EMAIL_ADDRESS',
    email,
    ['E-mail', 'Email address', 'mail', 'correo', 'courriel', 'contact_email', 'EMail'],
    [
      'write to {} before the call',
      'cc {} on the thread please',
      'Contact me at {}.',
      'My old address {} no longer works.',
      '<{}> wrote:',
    ],
  ),
  subject(
    'PHONE_NUMBER',
    phone,
    ['Phone', 'Tel.', 'Telefon', 'Mobile', 'téléphone', 'Handy', 'phone_number', 'Cell', 'teléfono', 'Fax'],
    ['call me back on {}', 'reach me at {} after 5pm', 'You can text me, {}', 'Rückruf unter {} erbeten'],
  ),
  subject(
    'POSTAL_ADDRESS',
    address,
    ['Address', 'Home address', 'Anschrift', 'adresse', 'shipping address', 'Residence'],
    ['I live at {}.', 'Deliver it to {} please', 'My new address is {}, effective June.'],
  ),
  subject(
    'PASSWORD',
    password,
    [
      'password',
      'Password',
      'Passwort',
      'pwd',
      'mot de passe',
      'contraseña',
      'passwd',
      'DB_PASSWORD',
      'pass',
    ],
    [
      'my password is {}',
      'the wifi password is {} ok?',
      'Login mit Passwort {}',
      'temp password: {} - change it after first login',
      'el usuario es admin y la contraseña es {}',
    ],
  ),
  subject('LICENSE_PLATE', plate, ['license plate', 'Kennzeichen', 'plate number', 'number plate']),
  subject(
    'GEO_COORDINATES',
    coordinates,
    ['coordinates', 'GPS', 'location', 'lat/long', 'Koordinaten'],
    ['Last known location: {} (GPS)'],
  ),
];
