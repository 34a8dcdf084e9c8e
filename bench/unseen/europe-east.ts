import type { Random } from '../detectors/random.ts';
import { between, birthday, chars, digits, fill, grouped, pad, until } from './draw.ts';
import { type Subject, subject } from './subject.ts';
import { eleven, falling, luhn, mod11And10, weigh } from './sums.ts';

function personnummer(r: Random): string {
  const born = birthday(r);
  const body = born.yy + born.mm + born.dd + digits(r, 3);
  const tail = body.slice(6) + luhn(body);
  return r.pick([
    `${body.slice(0, 6)}-${tail}`,
    `${born.yyyy.slice(0, 2)}${body.slice(0, 6)}-${tail}`,
    `${born.yyyy.slice(0, 2)}${body.slice(0, 6)}${tail}`,
  ]);
}
const fodselsnummer = (r: Random) =>
  until(() => {
    const born = birthday(r, 1940, 1999);
    const nine = `${born.dd}${born.mm}${born.yy}${pad(between(r, 0, 499), 3)}`;
    const first = eleven(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2]);
    const second = first && eleven(nine + first, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
    if (!second) return undefined;
    const value = nine + first + second;
    return r.pick([value, `${value.slice(0, 6)} ${value.slice(6)}`]);
  });
const cpr = (r: Random) => {
  const born = birthday(r, 1940, 1999);
  return `${born.dd}${born.mm}${born.yy}-${pad(between(r, 1, 3999), 4)}`;
};
function hetu(r: Random): string {
  const born = birthday(r);
  const serial = pad(between(r, 2, 899), 3);
  const day = born.dd + born.mm + born.yy;
  return `${day}${Number(born.yyyy) >= 2000 ? 'A' : '-'}${serial}${'0123456789ABCDEFHJKLMNPRSTUVWXY'[Number(day + serial) % 31]}`;
}
const kennitala = (r: Random) =>
  until(() => {
    const born = birthday(r);
    const eight = born.dd + born.mm + born.yy + pad(between(r, 20, 99), 2);
    const check = eleven(eight, [3, 2, 7, 6, 5, 4, 3, 2]);
    return check && `${eight.slice(0, 6)}-${eight.slice(6)}${check}${born.yyyy.startsWith('19') ? 9 : 0}`;
  });
const cvr = (r: Random) =>
  until(() => {
    const body = fill(r, '!######');
    return eleven(body, [2, 7, 6, 5, 4, 3, 2])?.replace(/^/, body);
  });
const norwegianOrg = (r: Random) =>
  until(() => {
    const body = r.pick(['8', '9']) + digits(r, 7);
    const check = eleven(body, [3, 2, 7, 6, 5, 4, 3, 2]);
    return check && r.pick([body + check, grouped(body + check, [3, 3], ' ')]);
  });
const swedishOrg = (r: Random) => {
  const body = `556${digits(r, 6)}`;
  return `${body.slice(0, 6)}-${body.slice(6)}${luhn(body)}`;
};
const ytunnus = (r: Random) =>
  until(() => {
    const body = digits(r, 7);
    const check = eleven(body, [7, 9, 10, 5, 8, 4, 2]);
    return check && `${body}-${check}`;
  });

function pesel(r: Random): string {
  const born = birthday(r);
  const month = pad(Number(born.mm) + (born.yyyy.startsWith('20') ? 20 : 0), 2);
  const body = born.yy + month + born.dd + digits(r, 4);
  return body + ((10 - (weigh(body, [1, 3, 7, 9]) % 10)) % 10);
}
const nip = (r: Random) =>
  until(() => {
    const body = `${r.pick(['525', '113', '677', '782', '951'])}${digits(r, 6)}`;
    const check = weigh(body, [6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11;
    return check === 10 ? undefined : r.pick([`${body}${check}`, grouped(`${body}${check}`, [3, 3, 2], '-')]);
  });
const regon = (r: Random) => {
  const body = fill(r, '!#######');
  return `${body}${(weigh(body, [8, 9, 2, 3, 4, 5, 6, 7]) % 11) % 10}`;
};
function polishCard(r: Random): string {
  const letters = `${r.pick(['A', 'C', 'D'])}${chars(r, 'ABCDEFGHJKLMNPRSTUWXYZ', 2)}`;
  const tail = digits(r, 5);
  const sum = [...letters].reduce(
    (total, letter, at) => total + (letter.charCodeAt(0) - 55) * [7, 3, 1][at]!,
    0,
  );
  const check = (sum + weigh(tail, [7, 3, 1, 7, 3])) % 10;
  return r.pick([`${letters}${check}${tail}`, `${letters} ${check}${tail}`]);
}
const rodneCislo = (r: Random) =>
  until(() => {
    const born = birthday(r, 1955, 1999);
    const nine = born.yy + pad(Number(born.mm) + (r.int(2) ? 50 : 0), 2) + born.dd + digits(r, 3);
    const check = Number(nine) % 11;
    return check === 10
      ? undefined
      : r.pick([`${nine.slice(0, 6)}/${nine.slice(6)}${check}`, `${nine}${check}`]);
  });
const ico = (r: Random) => {
  const body = digits(r, 7);
  return `${body}${(11 - (weigh(body, falling(8)) % 11)) % 10}`;
};
const taj = (r: Random) => {
  const body = digits(r, 8);
  const value = `${body}${weigh(body, [3, 7]) % 10}`;
  return r.pick([value, grouped(value, [3, 3], ' '), grouped(value, [3, 3], '-')]);
};
const adoazonosito = (r: Random) =>
  until(() => {
    const body = `8${between(r, 27000, 51000)}${digits(r, 3)}`;
    const check = weigh(body, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11;
    return check === 10 ? undefined : `${body}${check}`;
  });
function cnp(r: Random): string {
  const born = birthday(r);
  const sex = String((born.yyyy.startsWith('20') ? 5 : 1) + r.int(2));
  const body = `${sex}${born.yy}${born.mm}${born.dd}${r.pick(['12', '40', '22', '35', '05'])}${pad(between(r, 1, 999), 3)}`;
  const check = weigh(body, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
  return `${body}${check === 10 ? 1 : check}`;
}
const cui = (r: Random) => {
  const body = fill(r, '!######');
  const check = ((weigh(body.padStart(9, '0'), [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10) % 11) % 10;
  return r.pick([`${body}${check}`, `RO${body}${check}`]);
};
function egn(r: Random): string {
  const born = birthday(r);
  const month = pad(Number(born.mm) + (born.yyyy.startsWith('20') ? 40 : 0), 2);
  const body = born.yy + month + born.dd + digits(r, 3);
  return `${body}${(weigh(body, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10}`;
}
const amka = (r: Random) => {
  const born = birthday(r);
  const body = `${born.dd}${born.mm}${born.yy}${digits(r, 4)}`;
  return body + luhn(body);
};
const afm = (r: Random) => {
  const body = r.pick(['0', '1']) + digits(r, 7);
  return `${body}${(weigh(body, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10}`;
};
const oib = (r: Random) => {
  const body = digits(r, 10);
  return body + mod11And10(body);
};
const emso = (region: (r: Random) => number) => (r: Random) =>
  until(() => {
    const born = birthday(r);
    const body = `${born.dd}${born.mm}${born.yyyy.slice(1)}${pad(region(r), 2)}${digits(r, 3)}`;
    const check = eleven(body, [7, 6, 5, 4, 3, 2]);
    return check && body + check;
  });
function baltic(r: Random): string {
  const born = birthday(r);
  const body = `${(born.yyyy.startsWith('20') ? 5 : 3) + r.int(2)}${born.yy}${born.mm}${born.dd}${digits(r, 3)}`;
  let check = weigh(body, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  if (check === 10) check = (weigh(body, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11) % 10;
  return `${body}${check}`;
}
const latvian = (r: Random) => {
  const born = birthday(r, 1945, 1999);
  const body = `${born.dd}${born.mm}${born.yy}1${digits(r, 3)}`;
  const check = ((1101 - weigh(body, [1, 6, 3, 7, 9, 10, 5, 8, 4, 2])) % 11) % 10;
  return `${body.slice(0, 6)}-${body.slice(6)}${check}`;
};
const inn12 = (r: Random) => {
  const body = `${r.pick(['77', '78', '50', '66'])}${digits(r, 8)}`;
  const one = (weigh(body, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10;
  const two = (weigh(`${body}${one}`, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10;
  return `${body}${one}${two}`;
};
const inn10 = (r: Random) => {
  const body = `77${digits(r, 7)}`;
  return `${body}${(weigh(body, [2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10}`;
};
const snils = (r: Random) => {
  const body = fill(r, '1########');
  const check = pad((weigh(body, falling(9, 1)) % 101) % 100, 2);
  return r.pick([`${grouped(body, [3, 3], '-')} ${check}`, body + check]);
};
const rntrc = (r: Random) => {
  const body = `${between(r, 20000, 39000)}${digits(r, 4)}`;
  return `${body}${((((weigh(body.slice(1), [5, 7, 9, 4, 6, 10, 5, 7]) - Number(body[0])) % 11) + 11) % 11) % 10}`;
};
const iin = (r: Random) =>
  until(() => {
    const born = birthday(r, 1950, 1999);
    const body = `${born.yy}${born.mm}${born.dd}${3 + r.int(2)}${digits(r, 4)}`;
    let check = weigh(body, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) % 11;
    if (check === 10) check = weigh(body, [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]) % 11;
    return check === 10 ? undefined : `${body}${check}`;
  });
function tckn(r: Random): string {
  const nine = fill(r, '!########');
  const odd = [0, 2, 4, 6, 8].reduce((sum, at) => sum + Number(nine[at]), 0);
  const even = [1, 3, 5, 7].reduce((sum, at) => sum + Number(nine[at]), 0);
  const ten = (((odd * 7 - even) % 10) + 10) % 10;
  return `${nine}${ten}${(odd + even + ten) % 10}`;
}

export const NORTH_AND_EAST: readonly Subject[] = [
  subject(
    'SE_PERSONNUMMER',
    personnummer,
    ['personnummer', 'Pers.nr', 'personnr', 'Swedish personal number'],
    ['Hej, mitt personnummer är {} och jag vill boka tid.'],
  ),
  subject(
    'SE_ORGNR',
    swedishOrg,
    ['organisationsnummer', 'Org.nr', 'orgnr'],
    ['Nordvind AB, org.nr {}, Malmö'],
  ),
  subject(
    'NO_FODSELSNUMMER',
    fodselsnummer,
    ['fødselsnummer', 'Fødselsnr.', 'personnummer', 'fnr'],
    ['Pasientens fødselsnummer er {} i henhold til journalen.'],
  ),
  subject('NO_ORGNR', norwegianOrg, ['organisasjonsnummer', 'Org.nr.', 'Orgnr']),
  subject(
    'DK_CPR',
    cpr,
    ['CPR-nr.', 'CPR-nummer', 'CPR', 'personnummer'],
    ['Patienten (CPR {}) er indkaldt til undersøgelse.'],
  ),
  subject('DK_CVR', cvr, ['CVR-nr.', 'CVR', 'CVR-nummer']),
  subject(
    'FI_HETU',
    hetu,
    ['henkilötunnus', 'HETU', 'henkilötunnukseni', 'personbeteckning'],
    ['Asiakkaan henkilötunnus on {}.'],
  ),
  subject('FI_BUSINESS_ID', ytunnus, ['Y-tunnus', 'FO-nummer', 'Business ID']),
  subject('IS_KT', kennitala, ['kennitala', 'Kt.', 'kennitölu'], ['Jón Sigurðsson, kt. {}, Reykjavík']),
  subject(
    'PL_PESEL',
    pesel,
    ['PESEL', 'nr PESEL', 'numer PESEL'],
    ['zamieszkały w Krakowie, PESEL {}, zwany dalej Pracownikiem', 'moj pesel to {}'],
  ),
  subject('PL_NIP', nip, ['NIP', 'numer NIP', 'NIP firmy'], ['Faktura dla Kowalski Sp. z o.o., NIP {}']),
  subject('PL_REGON', regon, ['REGON', 'nr REGON']),
  subject(
    'PL_ID_CARD',
    polishCard,
    ['nr dowodu osobistego', 'dowód osobisty', 'seria i numer dowodu', 'Numer dowodu'],
    ['legitymujący się dowodem osobistym {} wydanym przez Prezydenta Wrocławia'],
  ),
  subject(
    'CZ_RC',
    rodneCislo,
    ['rodné číslo', 'r.č.', 'RČ', 'rodne cislo'],
    ['Pan Novák, r. č. {}, bytem Brno'],
  ),
  subject('CZ_ICO', ico, ['IČO', 'IČ', 'IČO firmy'], ['Stavby s.r.o., IČO: {}, zapsaná u KS v Ostravě']),
  subject(
    'HU_TAJ',
    taj,
    ['TAJ szám', 'TAJ', 'társadalombiztosítási azonosító jel', 'TAJ-szám'],
    ['A beteg TAJ száma: {}'],
  ),
  subject('HU_TAX_ID', adoazonosito, ['adóazonosító jel', 'adóazonosító', 'adóazonosító jele']),
  subject(
    'RO_CNP',
    cnp,
    ['CNP', 'cod numeric personal', 'C.N.P.'],
    ['Subsemnatul Ion Popescu, CNP {}, domiciliat în Cluj-Napoca'],
  ),
  subject(
    'RO_CUI',
    cui,
    ['CUI', 'Cod fiscal', 'CIF', 'cod unic de înregistrare'],
    ['SC Carpați SRL, CUI {}, J40/1234/2019'],
  ),
  subject(
    'BG_EGN',
    egn,
    ['ЕГН', 'EGN', 'единен граждански номер'],
    ['Иван Петров, ЕГН {}, живущ в гр. София'],
  ),
  subject('GR_AMKA', amka, ['ΑΜΚΑ', 'AMKA', 'Α.Μ.Κ.Α.'], ['Ο ασθενής με ΑΜΚΑ {} εξετάστηκε σήμερα.']),
  subject('GR_AFM', afm, ['ΑΦΜ', 'Α.Φ.Μ.', 'AFM'], ['Η εταιρεία με ΑΦΜ {} και έδρα την Αθήνα']),
  subject('HR_OIB', oib, ['OIB', 'osobni identifikacijski broj'], ['Ivana Horvat, OIB {}, Zagreb']),
  subject(
    'SI_EMSO',
    emso(() => 50),
    ['EMŠO', 'EMSO', 'enotna matična številka občana'],
    ['Rojen v Mariboru, EMŠO: {}'],
  ),
  subject(
    'RS_JMBG',
    emso((r) => r.pick([71, 72, 80, 73])),
    ['JMBG', 'ЈМБГ', 'matični broj', 'јединствени матични број'],
    ['Petar Petrović iz Beograda, JMBG {}'],
  ),
  subject('EE_IK', baltic, ['isikukood', 'Isikukood', 'Estonian personal code'], ['Minu isikukood on {}.']),
  subject(
    'LT_AK',
    baltic,
    ['asmens kodas', 'a.k.', 'Asmens kodas'],
    ['Jonas Jonaitis, asmens kodas {}, Vilnius'],
  ),
  subject(
    'LV_PK',
    latvian,
    ['personas kods', 'p.k.', 'Personas kods'],
    ['Jānis Bērziņš, personas kods {}, Rīga'],
  ),
  subject(
    'RU_INN',
    (r) => (r.int(2) ? inn12(r) : inn10(r)),
    ['ИНН', 'INN', 'ИНН организации'],
    ['ООО «Ромашка», ИНН {}, г. Москва'],
  ),
  subject('RU_SNILS', snils, ['СНИЛС', 'SNILS', 'номер СНИЛС'], ['Укажите СНИЛС работника: {}']),
  subject(
    'RU_PASSPORT',
    (r) => r.pick([fill(r, '45 ## ######'), fill(r, '46## ######')]),
    ['паспорт', 'серия и номер паспорта', 'Паспорт РФ'],
    ['паспорт серия и номер {} выдан ОВД г. Казани'],
  ),
  subject(
    'UA_RNTRC',
    rntrc,
    ['РНОКПП', 'ІПН', 'ідентифікаційний код', 'RNOKPP'],
    ['Шевченко Олена, РНОКПП {}, м. Львів'],
  ),
  subject('KZ_IIN', iin, ['ИИН', 'ЖСН', 'IIN'], ['Гражданин РК, ИИН {}, г. Алматы']),
  subject(
    'TR_TCKN',
    tckn,
    ['T.C. Kimlik No', 'TCKN', 'TC Kimlik Numarası', 'kimlik no'],
    ['Ahmet Yılmaz, T.C. kimlik numarası {}, İstanbul'],
  ),
];
