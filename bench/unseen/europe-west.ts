import type { Random } from '../detectors/random.ts';
import { between, birthday, chars, digits, fill, grouped, pad, UPPER, until } from './draw.ts';
import { type Subject, subject } from './subject.ts';
import { eleven, falling, luhn, mod11And10, mod97, weigh } from './sums.ts';

const nhs = (r: Random) =>
  until(() => {
    const body = fill(r, '!########');
    const check = eleven(body, falling(10));
    return check && r.pick([grouped(body + check, [3, 3], ' '), body + check]);
  });

function utr(r: Random): string {
  const rest = digits(r, 9);
  return '21987654321'[weigh(rest, [6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11]! + rest;
}

function nino(r: Random): string {
  const first = chars(r, 'ABCEGHJKLMNPRSTWXYZ', 1);
  const pair = first + chars(r, 'ABCEHJLMPRSWXYZ', 1);
  if (['BG', 'GB', 'KN', 'NK', 'NT', 'TN', 'ZZ'].includes(pair)) return nino(r);
  const number = pair + digits(r, 6) + chars(r, 'ABCD', 1);
  return r.pick([number, grouped(number, [2, 2, 2, 2], ' ')]);
}

function ukLicence(r: Random): string {
  const born = birthday(r);
  const name = r.pick(['JONES', 'SMITH', 'MORGA', 'PATEL', 'EVANS', 'KHAN9', 'WOOD9', 'LEE99']);
  const month = pad(Number(born.mm) + (r.int(2) ? 50 : 0), 2);
  return `${name}${born.yy[0]}${month}${born.dd}${born.yy[1]}${chars(r, 'ABCDEJMRST', 1)}${chars(r, '9ABCDEJM', 1)}${fill(r, '#@@')}`;
}

function ppsn(r: Random): string {
  const body = digits(r, 7);
  const second = r.pick(['', 'A', 'H']);
  const sum = weigh(body, falling(8)) + (second ? 9 * (second.charCodeAt(0) - 64) : 0);
  return `${body}${'WABCDEFGHIJKLMNOPQRSTUV'[sum % 23]}${second}`;
}

function germanTaxId(r: Random): string {
  const order = [...'0123456789'].sort(() => r.int(3) - 1);
  if (order[0] === '0') order.push(order.shift()!);
  const ten = order.slice(0, 9);
  ten.splice(between(r, 1, 9), 0, ten[between(r, 0, 8)]!);
  const body = ten.join('');
  if (/(\d)\1\1/.test(body)) return germanTaxId(r);
  const id = body + mod11And10(body);
  return r.pick([id, grouped(id, [2, 3, 3], ' ')]);
}

function germanPension(r: Random): string {
  const born = birthday(r);
  const area = r.pick(['12', '15', '53', '65', '48', '25']);
  const letter = chars(r, UPPER, 1);
  const body = `${area}${born.dd}${born.mm}${born.yy}${pad(letter.charCodeAt(0) - 64, 2)}${digits(r, 2)}`;
  const sum = [...body].reduce((total, digit, at) => {
    const part = Number(digit) * [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1][at]!;
    return total + Math.floor(part / 10) + (part % 10);
  }, 0);
  return `${body.slice(0, 8)}${letter}${body.slice(10)}${sum % 10}`;
}

function kvnr(r: Random): string {
  const letter = chars(r, UPPER, 1);
  const serial = digits(r, 8);
  const body = pad(letter.charCodeAt(0) - 64, 2) + serial;
  const sum = [...body].reduce((total, digit, at) => {
    const part = Number(digit) * (at % 2 ? 2 : 1);
    return total + (part > 9 ? part - 9 : part);
  }, 0);
  return `${letter}${serial}${sum % 10}`;
}

/** ICAO check over the national document number. */
export function icao(body: string): string {
  const value = (sign: string) => (sign === '<' ? 0 : Number.parseInt(sign, 36));
  return String([...body].reduce((sum, sign, at) => sum + value(sign) * [7, 3, 1][at % 3]!, 0) % 10);
}

function germanCard(r: Random): string {
  const body = chars(r, 'CFGHJK', 1) + chars(r, 'CFGHJKLMNPRTVWXYZ0123456789', 8);
  return r.pick([body + icao(body), body]);
}

const ahv = (r: Random) => {
  const body = `756${digits(r, 9)}`;
  const check = (10 - (weigh(body, [1, 3]) % 10)) % 10;
  return r.pick([grouped(`${body}${check}`, [3, 4, 4], '.'), `${body}${check}`]);
};

const svnr = (r: Random) =>
  until(() => {
    const born = birthday(r);
    const serial = fill(r, '!##');
    const tail = born.dd + born.mm + born.yy;
    const check = (weigh(serial, [3, 7, 9]) + weigh(tail, [5, 8, 4, 2, 1, 6])) % 11;
    return check === 10 ? undefined : r.pick([`${serial}${check}${tail}`, `${serial}${check} ${tail}`]);
  });

function nir(r: Random): string {
  const born = birthday(r);
  const body = `${r.pick(['1', '2'])}${born.yy}${born.mm}${r.pick(['75', '69', '13', '33', '59', '31', '92'])}${pad(between(r, 1, 400), 3)}${pad(between(r, 1, 600), 3)}`;
  const key = pad(97 - mod97(body), 2);
  return r.pick([body + key, `${grouped(body, [1, 2, 2, 2, 3], ' ')} ${key}`, `${body} ${key}`]);
}

const frenchNif = (r: Random) => {
  const ten = fill(r, '3#########').replace(/^3/, r.pick(['0', '1', '2', '3']));
  const value = ten + pad(Number(ten) % 511, 3);
  return r.pick([value, grouped(value, [2, 2, 3, 3], ' ')]);
};

const siren = (r: Random) => {
  const body = fill(r, '!#######');
  return body + luhn(body);
};
const siret = (r: Random) => {
  const body = siren(r) + pad(between(r, 1, 90), 4);
  const value = body + luhn(body);
  return r.pick([value, grouped(value, [3, 3, 3], ' ')]);
};

const bsn = (r: Random) =>
  until(() => {
    const body = fill(r, '!#######');
    const check = weigh(body, falling(9)) % 11;
    return check === 10 ? undefined : r.pick([`${body}${check}`, grouped(`${body}${check}`, [4, 2], '.')]);
  });

function belgian(r: Random): string {
  const born = birthday(r, 1945, 1999);
  const body = `${born.yy}${born.mm}${born.dd}${pad(between(r, 1, 997), 3)}`;
  const key = pad(97 - mod97(body), 2);
  return r.pick([
    body + key,
    `${born.yy}.${born.mm}.${born.dd}-${body.slice(6)}.${key}`,
    `${born.yy}${born.mm}${born.dd} ${body.slice(6)} ${key}`,
  ]);
}

const DNI = 'TRWAGMYFPDXBNJZSQVHLCKE';
const dni = (r: Random) => {
  const body = digits(r, 8);
  const letter = DNI[Number(body) % 23];
  return r.pick([`${body}${letter}`, `${body}-${letter}`]);
};
const nie = (r: Random) => {
  const first = r.pick(['X', 'Y', 'Z']);
  const body = digits(r, 7);
  const letter = DNI[Number('XYZ'.indexOf(first) + body) % 23];
  return r.pick([`${first}${body}${letter}`, `${first}-${body}-${letter}`]);
};
function cif(r: Random): string {
  const body = digits(r, 7);
  const sum = [...body].reduce((total, digit, at) => {
    const part = Number(digit) * (at % 2 ? 1 : 2);
    return total + (part > 9 ? part - 9 : part);
  }, 0);
  return `${r.pick(['A', 'B'])}${body}${(10 - (sum % 10)) % 10}`;
}
const spanishNss = (r: Random) => {
  const province = r.pick(['28', '08', '41', '46']);
  const body = fill(r, '!#######');
  return `${province}${body}${pad(mod97(province + body), 2)}`;
};

const portugueseNif = (r: Random) => {
  const body = r.pick(['1', '2', '5']) + digits(r, 7);
  const rest = weigh(body, falling(9)) % 11;
  const value = body + (rest < 2 ? 0 : 11 - rest);
  return r.pick([value, grouped(value, [3, 3], ' ')]);
};

const ODD: Record<string, number> = {};
for (const [at, value] of [1, 0, 5, 7, 9, 13, 15, 17, 19, 21].entries()) {
  ODD[at] = value;
  ODD[UPPER[at]!] = value;
}
for (const [at, value] of [2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23].entries())
  ODD[UPPER[at + 10]!] = value;
function fiscalCode(r: Random): string {
  const born = birthday(r);
  const day = pad(Number(born.dd) + (r.int(2) ? 40 : 0), 2);
  const body = `${r.pick(['RSS', 'BNC', 'FRR', 'CLM'])}${r.pick(['MRA', 'LCU', 'GPP', 'NNA'])}${born.yy}${'ABCDEHLMPRST'[Number(born.mm) - 1]}${day}${r.pick(['H501', 'F205', 'L219', 'D612'])}`;
  const sum = [...body].reduce((total, sign, at) => {
    if (at % 2 === 0) return total + ODD[sign]!;
    return total + (/\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 65);
  }, 0);
  const value = body + UPPER[sum % 26];
  return r.pick([value, value, value.toLowerCase()]);
}
const partitaIva = (r: Random) => {
  const body = `0${digits(r, 6)}${r.pick(['015', '058', '001', '063'])}`;
  return body + luhn(body);
};

export const WESTERN_EUROPE: readonly Subject[] = [
  subject(
    'UK_NINO',
    nino,
    ['National Insurance Number', 'NI No.', 'NINO', 'nat ins number', 'NI number'],
    [
      'My NI number is {} if payroll needs it.',
      'Employee starter form - National Insurance: {} - tax code 1257L',
    ],
  ),
  subject(
    'UK_NHS',
    nhs,
    ['NHS Number', 'NHS No', 'nhs_number', 'NHS no.'],
    ['Re: Mrs Agnes Holloway, NHS no {}, seen in clinic today.', 'Pt NHS {} admitted to ward 7B overnight.'],
  ),
  subject(
    'UK_UTR',
    utr,
    ['UTR', 'Unique Taxpayer Reference', 'self assessment UTR', 'HMRC UTR'],
    ['HMRC sent the return to the wrong address; the UTR is {}.'],
  ),
  subject(
    'UK_DRIVING_LICENCE',
    ukLicence,
    ['driving licence number', 'Driver number', 'DVLA licence no', 'UK driving licence'],
    ['Licence holder driver number {} (DVLA), valid until 2031.'],
  ),
  subject(
    'UK_PASSPORT',
    (r) => digits(r, 9),
    ['British passport number', 'UK passport no', 'UK passport'],
    ['She travels on a British passport, no. {}.'],
  ),
  subject(
    'IE_PPS',
    ppsn,
    ['PPS Number', 'PPSN', 'PPS No', 'Personal Public Service Number'],
    ['Revenue.ie login needs my PPS no. {} again.'],
  ),
  subject(
    'DE_TAX_ID',
    germanTaxId,
    [
      'Steuer-ID',
      'Steueridentifikationsnummer',
      'IdNr.',
      'steuerliche Identifikationsnummer',
      'Steuer-IdNr',
      'German tax ID',
    ],
    [
      'für die Lohnabrechnung: meine Steuer-ID ist {}, Klasse I.',
      'Bitte tragen Sie die Identifikationsnummer (§ 139b AO) {} ein.',
    ],
  ),
  subject(
    'DE_SOCIAL_INSURANCE',
    germanPension,
    ['Sozialversicherungsnummer', 'SV-Nummer', 'Rentenversicherungsnummer', 'RVNR', 'Versicherungsnummer'],
    ['Die Rentenversicherungsnummer lautet {} (siehe Sozialversicherungsausweis).'],
  ),
  subject(
    'DE_KVNR',
    kvnr,
    ['Krankenversichertennummer', 'KVNR', 'Versichertennummer', 'Versicherten-Nr.'],
    ['AOK Bayern, Versichertennummer {}, Status 1000.'],
  ),
  subject(
    'DE_ID_CARD',
    germanCard,
    ['Personalausweisnummer', 'Ausweisnummer', 'Reisepassnummer', 'Personalausweis Nr.', 'Passnummer'],
    ['Ausgewiesen durch Personalausweis Nr. {}, ausgestellt von der Stadt Köln.'],
  ),
  subject(
    'CH_AHV',
    ahv,
    ['AHV-Nummer', 'AHV-Nr.', 'numéro AVS', 'AVS', 'Sozialversicherungsnummer', 'numero AVS'],
    ['Bitte die AHV-Nr. {} auf dem Lohnausweis angeben.'],
  ),
  subject(
    'AT_SVNR',
    svnr,
    ['Sozialversicherungsnummer', 'SVNR', 'SV-Nr.', 'Versicherungsnummer', 'österreichische SVNr'],
    ['Dienstnehmer: Anna Gruber, SV-Nr. {}, ÖGK Wien'],
  ),
  subject(
    'FR_NIR',
    nir,
    ['numéro de sécurité sociale', 'N° Sécu', 'NIR', 'num_secu', 'N° de sécurité sociale'],
    ['Le salarié (n° de sécurité sociale {}) est embauché en CDI.', 'mon numéro de sécu est le {} merci'],
  ),
  subject(
    'FR_NIF',
    frenchNif,
    ['numéro fiscal', 'numéro fiscal de référence', 'SPI', 'N° fiscal', 'NIF'],
    ['Votre numéro fiscal : {} figure sur l’avis d’imposition.'],
  ),
  subject(
    'FR_SIRET',
    siret,
    ['SIRET', 'N° SIRET', 'numéro SIRET'],
    ['SARL Dupont & Fils, SIRET {}, RCS Lyon.'],
  ),
  subject('FR_SIREN', siren, ['SIREN', 'N° SIREN', 'numéro SIREN']),
  subject(
    'NL_BSN',
    bsn,
    ['BSN', 'burgerservicenummer', 'BSN-nummer', 'sofinummer'],
    ['Werknemer J. de Vries (BSN {}) treedt per 1 mei in dienst.', 'mijn bsn is {} alvast bedankt'],
  ),
  subject(
    'BE_NN',
    belgian,
    [
      'rijksregisternummer',
      'numéro national',
      'numéro de registre national',
      'Rijksregisternr.',
      'NISS',
      'INSZ',
    ],
    ['Ondergetekende, rijksregisternummer {}, woonachtig te Gent.'],
  ),
  subject(
    'ES_NIF',
    dni,
    ['DNI', 'NIF', 'DNI/NIF', 'Documento Nacional de Identidad', 'N.I.F.'],
    ['D. Javier Ruiz Ortega, con DNI {}, mayor de edad,', 'adjunto copia, mi dni es {} gracias'],
  ),
  subject(
    'ES_NIE',
    nie,
    ['NIE', 'Número de Identidad de Extranjero', 'N.I.E.'],
    ['La trabajadora con NIE {} renueva su permiso en marzo.'],
  ),
  subject(
    'ES_CIF',
    cif,
    ['CIF', 'C.I.F.', 'NIF empresa', 'CIF de la empresa'],
    ['Construcciones Levante S.A., con CIF {} y domicilio en Alicante'],
  ),
  subject(
    'ES_NSS',
    spanishNss,
    ['Número de la Seguridad Social', 'NUSS', 'número de afiliación', 'NSS'],
    ['Nº afiliación a la Seguridad Social: {}'],
  ),
  subject(
    'PT_NIF',
    portugueseNif,
    ['NIF', 'Número de Identificação Fiscal', 'número de contribuinte', 'Contribuinte n.º', 'NIPC'],
    ['O contribuinte n.º {} deve regularizar a situação nas Finanças.'],
  ),
  subject(
    'IT_FISCAL_CODE',
    fiscalCode,
    ['codice fiscale', 'C.F.', 'Cod. Fisc.', 'CF', 'codice_fiscale'],
    [
      'Il sottoscritto Luca Bianchi, C.F. {}, residente a Milano',
      'nata a Roma il 4 maggio, codice fiscale {}',
    ],
  ),
  subject(
    'IT_PARTITA_IVA',
    partitaIva,
    ['Partita IVA', 'P.IVA', 'P. IVA', 'partita_iva'],
    ['Studio Ferri srl, P.IVA {}, Via Dante 4, Torino'],
  ),
];
