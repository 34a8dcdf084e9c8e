import type { Random } from '../detectors/random.ts';
import { between, birthday, chars, digits, fill, grouped, pad, UPPER, until } from './draw.ts';
import { type Subject, subject } from './subject.ts';
import { eleven, falling, luhn, weigh } from './sums.ts';

function ssn(r: Random): string {
  const area = pad(between(r, 100, 772), 3);
  if (area === '666' || area === '219' || area === '457' || area === '123') return ssn(r);
  const parts = [area, pad(between(r, 10, 99), 2), pad(between(r, 1000, 9999), 4)];
  return parts.join(r.pick(['-', '-', '-', ' ', '']));
}
const itin = (r: Random) => `9${digits(r, 2)}-${between(r, 70, 88)}-${digits(r, 4)}`;
const ein = (r: Random) => `${r.pick(['12', '20', '27', '46', '82', '94', '36', '58'])}-${digits(r, 7)}`;
const npi = (r: Random) => {
  const body = `1${digits(r, 8)}`;
  return body + luhn(`80840${body}`);
};
const MBI_LETTERS = 'ACDEFGHJKMNPQRTUVWXY';
const mbi = (r: Random) => {
  const a = () => chars(r, MBI_LETTERS, 1);
  const n = () => digits(r, 1);
  const value = `${between(r, 1, 9)}${a()}${a()}${n()}${a()}${n()}${n()}${a()}${a()}${n()}${n()}`;
  return r.pick([value, grouped(value, [4, 3], '-')]);
};
const dea = (r: Random) => {
  const six = digits(r, 6);
  const sum = weigh(six, [1, 2, 1, 2, 1, 2]);
  return `${r.pick(['A', 'B', 'F', 'M'])}${chars(r, UPPER, 1)}${six}${sum % 10}`;
};
const routing = (r: Random) => {
  const body = `${r.pick(['02', '11', '03', '12', '26', '32'])}${digits(r, 6)}`;
  return `${body}${(10 - (weigh(body, [3, 7, 1]) % 10)) % 10}`;
};
const licence = (r: Random) =>
  r.pick([fill(r, '@#######'), fill(r, '@###-####-####'), fill(r, '@############')]);

const sin = (r: Random) => {
  const body = r.pick(['1', '2', '4', '5', '6', '7', '9']) + digits(r, 7);
  return grouped(body + luhn(body), [3, 3], r.pick([' ', '-', '']));
};

function cpf(r: Random): string {
  const nine = digits(r, 9);
  const check = (body: string, from: number) => {
    const rest = weigh(body, falling(from)) % 11;
    return rest < 2 ? 0 : 11 - rest;
  };
  const one = check(nine, 10);
  const value = `${nine}${one}${check(`${nine}${one}`, 11)}`;
  return r.pick([`${grouped(value.slice(0, 9), [3, 3], '.')}-${value.slice(9)}`, value]);
}
function cnpj(r: Random): string {
  const body = `${digits(r, 8)}0001`;
  const check = (text: string, weights: readonly number[]) => {
    const rest = weigh(text, weights) % 11;
    return rest < 2 ? 0 : 11 - rest;
  };
  const one = check(body, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
  const two = check(`${body}${one}`, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
  return r.pick([
    `${body.slice(0, 2)}.${body.slice(2, 5)}.${body.slice(5, 8)}/${body.slice(8)}-${one}${two}`,
    `${body}${one}${two}`,
  ]);
}
const pis = (r: Random) => {
  const body = `1${digits(r, 9)}`;
  const rest = weigh(body, [3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  const check = rest < 2 ? 0 : 11 - rest;
  return r.pick([`${body}${check}`, `${body.slice(0, 3)}.${body.slice(3, 8)}.${body.slice(8)}-${check}`]);
};
function curp(r: Random): string {
  const born = birthday(r, 1950, 1999);
  const body = `${r.pick(['GOML', 'HERA', 'LOPM', 'SAVC'])}${born.yy}${born.mm}${born.dd}${r.pick(['H', 'M'])}${r.pick(['DF', 'JC', 'NL', 'PL'])}${chars(r, 'BCDFGLMNPRST', 3)}0`;
  const alphabet = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';
  const sum = [...body].reduce((total, sign, at) => total + alphabet.indexOf(sign) * (18 - at), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}
function rfc(r: Random): string {
  const born = birthday(r);
  const body = `${r.pick(['GOML', 'HERA', 'LOPM', 'SAVC'])}${born.yy}${born.mm}${born.dd}${chars(r, 'ABCDEFGHJKLMNP123456789', 2)}`;
  const alphabet = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ';
  const sum = [...body].reduce((total, sign, at) => total + alphabet.indexOf(sign) * (13 - at), 0);
  const check = 11 - (sum % 11);
  return body + (check === 11 ? '0' : check === 10 ? 'A' : check);
}
const clabe = (r: Random) => {
  const body = `${r.pick(['002', '012', '014', '072'])}180${digits(r, 11)}`;
  const sum = [...body].reduce((total, digit, at) => total + ((Number(digit) * [3, 7, 1][at % 3]!) % 10), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
};
const cuit = (r: Random) =>
  until(() => {
    const body = r.pick(['20', '27', '23', '30']) + digits(r, 8);
    const check = eleven(body, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
    return check && r.pick([`${body.slice(0, 2)}-${body.slice(2)}-${check}`, body + check]);
  });
const rut = (r: Random) => {
  const body = String(between(r, 5_000_000, 24_999_999));
  const sum = [...body].reverse().reduce((total, digit, at) => total + Number(digit) * (2 + (at % 6)), 0);
  const check = 11 - (sum % 11);
  const sign = check === 11 ? '0' : check === 10 ? 'K' : String(check);
  const dotted = body.replace(/(\d{3})(\d{3})$/, '.$1.$2');
  return r.pick([`${dotted}-${sign}`, `${body}-${sign}`]);
};
const nit = (r: Random) => {
  const body = `${r.pick(['8', '9'])}00${digits(r, 6)}`;
  const sum = [...body]
    .reverse()
    .reduce((total, digit, at) => total + Number(digit) * [3, 7, 13, 17, 19, 23, 29, 37, 41][at]!, 0);
  const rest = sum % 11;
  return `${r.pick([body, grouped(body, [3, 3], '.')])}-${rest > 1 ? 11 - rest : rest}`;
};
const cedulaEc = (r: Random) => {
  const body = `${pad(between(r, 1, 24), 2)}${between(r, 0, 5)}${digits(r, 6)}`;
  return body + luhn(body);
};
const ruc = (r: Random) => {
  const body = `20${digits(r, 8)}`;
  const check = 11 - (weigh(body, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
  return `${body}${check % 10}`;
};
const cedulaUy = (r: Random) => {
  const body = fill(r, '!######');
  const check = (10 - (weigh(body, [2, 9, 8, 7, 6, 3, 4]) % 10)) % 10;
  return r.pick([`${body[0]}.${body.slice(1, 4)}.${body.slice(4)}-${check}`, `${body}-${check}`]);
};

export const AMERICAS: readonly Subject[] = [
  subject(
    'US_SSN',
    ssn,
    [
      'SSN',
      'Social Security Number',
      'Social Security #',
      'soc sec no',
      'SS#',
      'employee_ssn',
      'Soc. Sec. No.',
    ],
    [
      'My social is {} in case HR asks.',
      'Hi, I lost my card, social security number {} and I was born in Ohio.',
      'Applicant (SSN: {}) was approved on 3/4.',
      "what's the process to change the name on ssn {}?",
    ],
  ),
  subject(
    'US_ITIN',
    itin,
    ['ITIN', 'Individual Taxpayer Identification Number', 'Taxpayer ID (ITIN)'],
    ['Since she has no SSN, file the W-7 result, ITIN {}.'],
  ),
  subject(
    'US_EIN',
    ein,
    ['EIN', 'Employer Identification Number', 'FEIN', 'Federal Tax ID', 'Employer ID'],
    ['Acme Holdings LLC (EIN {}) signed the W-9.'],
  ),
  subject(
    'US_PASSPORT',
    (r) => r.pick([digits(r, 9), fill(r, '@########')]),
    ['US passport number', 'Passport No. (USA)', 'U.S. Passport', 'us_passport'],
    ['His US passport number is {}, issued in Boston.'],
  ),
  subject(
    'US_DRIVER_LICENSE',
    licence,
    ["Driver's License", 'Driver License #', 'DL No.', 'drivers_license', "driver's license number"],
    ["my driver's license is {} (expires 2027)", 'California DL {} was photocopied at the desk.'],
  ),
  subject(
    'US_NPI',
    npi,
    ['NPI', 'NPI #', 'National Provider Identifier', 'provider_npi'],
    ['Rendering provider Dr. Alice Wong, NPI {}.'],
  ),
  subject(
    'US_MBI',
    mbi,
    ['Medicare Beneficiary Identifier', 'MBI', 'Medicare ID', 'Medicare number'],
    ['Patient has Medicare, MBI {}.'],
  ),
  subject('US_DEA', dea, ['DEA Number', 'DEA #', 'DEA Reg. No.'], ['Prescriber DEA {} for schedule II.']),
  subject(
    'US_ABA_ROUTING',
    routing,
    ['Routing Number', 'ABA', 'ABA routing #', 'RTN', 'routing_number', 'Bank routing no.'],
    ['Set up direct deposit with routing number {} please.'],
  ),
  subject(
    'CA_SIN',
    sin,
    ['SIN', 'Social Insurance Number', 'NAS', "numéro d'assurance sociale"],
    ['My social insurance number is {}, thanks from Toronto.'],
  ),
  subject(
    'BR_CPF',
    cpf,
    ['CPF', 'CPF do titular', 'Cadastro de Pessoas Físicas', 'cpf_cliente'],
    [
      'Boa tarde, meu CPF é {} e preciso da segunda via do boleto.',
      'João da Silva, brasileiro, inscrito no CPF sob o nº {},',
    ],
  ),
  subject('BR_CNPJ', cnpj, ['CNPJ', 'CNPJ da empresa'], ['Padaria Central Ltda., CNPJ {}, São Paulo/SP']),
  subject('BR_PIS', pis, ['PIS/PASEP', 'PIS', 'NIS', 'NIT', 'número do PIS']),
  subject(
    'MX_CURP',
    curp,
    ['CURP', 'Clave Única de Registro de Población'],
    ['Adjunto acta de nacimiento, CURP {}.'],
  ),
  subject(
    'MX_RFC',
    rfc,
    ['RFC', 'R.F.C.', 'Registro Federal de Contribuyentes'],
    ['Para facturar: RFC {}, uso de CFDI G03.'],
  ),
  subject(
    'MX_CLABE',
    clabe,
    ['CLABE', 'CLABE interbancaria', 'Cuenta CLABE'],
    ['Depositar a la CLABE {} a nombre de Laura.'],
  ),
  subject(
    'AR_CUIT',
    cuit,
    ['CUIT', 'CUIL', 'C.U.I.T.', 'N° de CUIT'],
    ['Razón social Pampa SRL, CUIT {}, IVA responsable inscripto'],
  ),
  subject(
    'AR_DNI',
    (r) =>
      r.pick([
        grouped(String(between(r, 20_000_000, 45_999_999)), [2, 3], '.'),
        String(between(r, 20_000_000, 45_999_999)),
      ]),
    ['DNI', 'D.N.I.', 'Documento Nacional de Identidad'],
    ['Argentino, DNI N° {}, con domicilio en Rosario'],
  ),
  subject(
    'CL_RUT',
    rut,
    ['RUT', 'R.U.T.', 'RUN', 'rut_cliente'],
    ['Estimados, mi RUT es {} y no puedo entrar al portal.'],
  ),
  subject(
    'CO_NIT',
    nit,
    ['NIT', 'N.I.T.', 'Número de Identificación Tributaria'],
    ['Cafetera del Sur S.A.S., NIT {}, Bogotá'],
  ),
  subject(
    'CO_CEDULA',
    (r) => r.pick([String(between(r, 10_000_000, 99_999_999)), grouped(`1${digits(r, 9)}`, [1, 3, 3], '.')]),
    ['cédula de ciudadanía', 'C.C. No.', 'Cédula'],
    ['identificado con cédula de ciudadanía No. {} de Medellín'],
  ),
  subject(
    'EC_CI',
    cedulaEc,
    ['cédula de identidad', 'Cédula (Ecuador)', 'cédula ecuatoriana', 'C.I.'],
    ['Quito, Ecuador. Con cédula de identidad {}.'],
  ),
  subject('PE_RUC', ruc, ['RUC', 'R.U.C.', 'Número RUC'], ['Inversiones Lima S.A.C. con RUC {}']),
  subject(
    'UY_CI',
    cedulaUy,
    ['cédula de identidad', 'C.I.', 'CI'],
    ['Montevideo, Uruguay: cédula de identidad {}'],
  ),
];
