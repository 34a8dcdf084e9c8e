import type { Random } from './random.ts';

/** A text around a label and a value. */
export type Layout = (label: string, value: string, random: Random) => string;

const words = (label: string): string[] =>
  label
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);
const snake = (label: string): string => words(label).join('_');
const kebab = (label: string): string => words(label).join('-');
const title = (label: string): string => label.replace(/^./u, (first) => first.toUpperCase());
const camel = (label: string): string =>
  words(label)
    .map((word, index) => (index === 0 ? word : title(word)))
    .join('');
const constant = (label: string): string => snake(label).toUpperCase();

const NAMES = [
  'Maria Keller',
  'John Doe',
  'Sofia Rossi',
  'Amélie Laurent',
  'Jan Kowalski',
  'Priya Nair',
  'Lars Holm',
];
const CITIES = ['Lisbon', 'Hamburg', 'Austin', 'Lyon', 'Gdańsk', 'Turin', 'Pune'];

/** Layouts in which the label names the value. */
export const LABELLED: Readonly<Record<string, Layout>> = {
  prose: (label, value, { pick }) =>
    `Hi team, ${pick(NAMES)} moved last week. The ${label} is ${value} and was checked twice.`,
  proseColon: (label, value, { pick }) =>
    `For ${pick(NAMES)} (${pick(CITIES)}) we have ${label}: ${value}. Please update the file.`,
  proseAfter: (label, value, { pick }) => `${pick(NAMES)} gave us ${value} (${label}) on the phone.`,
  german: (label, value) =>
    `Sehr geehrte Damen und Herren, meine ${label} lautet ${value}. Mit freundlichen Grüßen`,
  french: (label, value) => `Bonjour, voici le ${label} : ${value}. Merci de confirmer.`,
  spanish: (label, value) => `Buenos días, el ${label} es ${value}, gracias.`,
  form: (label, value, { pick }) =>
    `Name: ${pick(NAMES)}\nCity: ${pick(CITIES)}\n${title(label)}: ${value}\nDate: 2026-03-14\n`,
  formBelow: (label, value, { pick }) =>
    `Name\n${pick(NAMES)}\n\n${title(label)}\n${value}\n\nCity\n${pick(CITIES)}\n`,
  csv: (label, value, { pick, int }) =>
    `id,name,${snake(label)},city\n${int(900)},${pick(NAMES)},${value},${pick(CITIES)}\n`,
  semicolons: (label, value, { pick, int }) =>
    `Nr;Name;${title(label)};Ort\n${int(900)};${pick(NAMES)};${value};${pick(CITIES)}\n`,
  tabs: (label, value, { pick }) =>
    `Name\t${title(label)}\tCity\n${pick(NAMES)}\t${value}\t${pick(CITIES)}\n`,
  markdown: (label, value, { pick }) =>
    `| Name | ${title(label)} | City |\n|---|---|---|\n| ${pick(NAMES)} | ${value} | ${pick(CITIES)} |\n`,
  columns: (label, value, { pick }) =>
    `${'Name'.padEnd(20)}${title(label).padEnd(Math.max(label.length, value.length) + 4)}City\n${pick(NAMES).padEnd(20)}${value.padEnd(Math.max(label.length, value.length) + 4)}${pick(CITIES)}\n`,
  json: (label, value, { pick, int }) =>
    `{"id": ${int(9000)}, "name": "${pick(NAMES)}", "${camel(label)}": "${value}", "active": true}`,
  jsonSnake: (label, value, { pick }) =>
    `{\n  "customer": {\n    "name": "${pick(NAMES)}",\n    "${snake(label)}": "${value}",\n    "city": "${pick(CITIES)}"\n  }\n}`,
  jsonNested: (label, value) => `{"documents": {"${camel(label)}": {"value": "${value}", "verified": true}}}`,
  yaml: (label, value, { pick }) =>
    `customer:\n  name: ${pick(NAMES)}\n  ${snake(label)}: "${value}"\n  city: ${pick(CITIES)}\n`,
  yamlPlain: (label, value) => `${kebab(label)}: ${value}\nenabled: true\n`,
  env: (label, value) => `APP_ENV=production\n${constant(label)}=${value}\nLOG_LEVEL=info\n`,
  properties: (label, value) => `app.name=portal\napp.${words(label).join('.')}=${value}\n`,
  xml: (label, value, { pick }) =>
    `<customer><name>${pick(NAMES)}</name><${camel(label)}>${value}</${camel(label)}></customer>`,
  xmlAttribute: (label, value, { pick }) => `<customer name="${pick(NAMES)}" ${camel(label)}="${value}"/>`,
  html: (label, value) => `<tr><th>${title(label)}</th><td>${value}</td></tr>`,
  code: (label, value) => `const ${camel(label)} = "${value}"; // set by onboarding\n`,
  python: (label, value) => `record = {"${snake(label)}": "${value}", "ok": True}\n`,
  sql: (label, value, { pick }) =>
    `INSERT INTO people (name, ${snake(label)}, city) VALUES ('${pick(NAMES)}', '${value}', '${pick(CITIES)}');`,
  log: (label, value, { int }) =>
    `2026-03-14T10:${10 + int(49)}:07.112Z INFO worker-${int(9)} updated ${snake(label)}=${value} in ${int(400)}ms\n`,
  email: (label, value, { pick }) =>
    `Subject: Onboarding\n\nHello ${pick(NAMES).split(' ')[0]},\n\nbelow are the details you asked for.\n\n${title(label)}:\t${value}\n\nBest regards\n`,
  bullets: (label, value, { pick }) =>
    `Details of ${pick(NAMES)}:\n- City: ${pick(CITIES)}\n- ${title(label)}: ${value}\n- Status: open\n`,
  chat: (label, value) => `User: here is my ${label} ${value}, can you fill in the form?\nAssistant: Sure.`,
};

/** Layouts in which nothing names the value, or something else does. */
export const UNLABELLED: Readonly<Record<string, Layout>> = {
  order: (_, value) => `Your order ${value} was shipped today and arrives on Monday.`,
  tracking: (_, value) => `{"trackingNumber": "${value}", "carrier": "DHL", "weight": 2.5}`,
  invoice: (_, value, { pick }) => `invoice_no,customer,total\n${value},${pick(NAMES)},129.90\n`,
  log: (_, value) => `2026-03-14 10:22:07 DEBUG Cache - evicted key ${value} after 300s`,
  sku: (_, value) => `SKU: ${value} | Qty: 12 | Warehouse B`,
  path: (_, value) => `GET /api/v2/items/${value}/thumbnail HTTP/1.1 200`,
};
