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

export const dateOfBirth: DataType = {
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
