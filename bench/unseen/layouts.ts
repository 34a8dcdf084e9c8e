import type { Random } from '../detectors/random.ts';
import { between, digits } from './draw.ts';
import { person } from './people.ts';

/** A text around a label and a value. Whoever reads it knows which of the two is which. */
type Layout = (label: string, value: string, r: Random) => string;

const key = (label: string) =>
  label
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[./#()]/g, '')
    .trim()
    .replace(/[\s'’-]+/g, '_')
    .toLowerCase();
const camel = (label: string) =>
  key(label).replace(/_(\p{L}|\d)/gu, (_, letter: string) => letter.toUpperCase());
const shout = (label: string) => key(label).toUpperCase();
const day = (r: Random) => `2026-0${between(r, 1, 9)}-${between(r, 10, 28)}`;

/** Prose and forms: fit for every label. */
export const WRITTEN: Readonly<Record<string, Layout>> = {
  colon: (l, v) => `${l}: ${v}`,
  colonTight: (l, v) => `${l}:${v}`,
  colonBlank: (l, v) => `${l} : ${v}`,
  equals: (l, v) => `${l} = ${v}`,
  dash: (l, v) => `${l} - ${v}`,
  lower: (l, v) => `${l.toLowerCase()} ${v}`,
  hash: (l, v) => `${l} # ${v}`,
  nextLine: (l, v) => `${l}\n${v}\n`,
  dots: (l, v) => `${l} ........ ${v}\n`,
  tab: (l, v) => `${l}\t${v}\n`,
  pipes: (l, v, r) => `${person(r)} | ${l} ${v} | ${day(r)}`,
  mail: (l, v, r) =>
    `From: ${person(r)}\nTo: HR\nSubject: documents you asked for\n\nHi,\n\nhere we go - ${l}: ${v}\n\nLet me know if something is missing.\n${person(r)}`,
  chat: (l, v, r) =>
    `[10:${between(r, 10, 59)}] ${person(r)}: hey can u send it\n[10:59] ${person(r)}: sure, ${l} ${v}\n`,
  ticket: (l, v, r) =>
    `Ticket #${digits(r, 5)}\nCustomer: ${person(r)}\n${l}: ${v}\nPriority: high\n\nCustomer cannot log in since Monday.`,
  prompt: (l, v) => `Please rewrite this letter politely. The ${l} is ${v}, and the deadline was last week.`,
  parens: (l, v, r) => `${person(r)} (${l} ${v}) confirmed by phone.`,
  parensAfter: (l, v, r) => `${person(r)} confirmed ${v} (${l}) by phone.`,
  bullet: (l, v, r) => `Notes\n* ${person(r)}\n* ${l}: ${v}\n* call back ${day(r)}\n`,
  boldMarkdown: (l, v) => `## Profile\n\n**${l}:** ${v}\n\n_last updated by support_\n`,
  numbered: (l, v, r) => `1. Name: ${person(r)}\n2. ${l}: ${v}\n3. Signature: ____________\n`,
  formRow: (l, v, r) => `Name: ${person(r)}    ${l}: ${v}    Date: ${day(r)}\n`,
  quoted: (l, v) => `> ${l}: ${v}\n> sent from my phone\n\nThanks, noted.`,
  html: (l, v) => `<p><strong>${l}:</strong> ${v}</p>`,
  htmlCells: (l, v) => `<table><tr><td>${l}</td><td>${v}</td></tr></table>`,
  markdownTable: (l, v, r) =>
    `| Field | Value |\n|:------|:------|\n| Name | ${person(r)} |\n| ${l} | ${v} |\n`,
};

/** Machine-written: for labels that make a key. */
export const KEYED: Readonly<Record<string, Layout>> = {
  json: (l, v, r) => `{"name":"${person(r)}","${key(l)}":"${v}","active":true}`,
  jsonCamel: (l, v, r) => `{\n  "user": {\n    "${camel(l)}": "${v}",\n    "created": "${day(r)}"\n  }\n}`,
  yaml: (l, v, r) => `user:\n  name: ${person(r)}\n  ${key(l)}: '${v}'\n`,
  env: (l, v) => `NODE_ENV=production\n${shout(l)}="${v}"\nPORT=8080\n`,
  envPlain: (l, v) => `DEBUG=false\nexport ${shout(l)}=${v}\n`,
  xml: (l, v) => `<?xml version="1.0"?>\n<record><${camel(l)}>${v}</${camel(l)}></record>`,
  csv: (l, v, r) => `name,${key(l)},joined\n${person(r)},${v},${day(r)}\n`,
  csvTitle: (l, v, r) => `"Name","${l}","Joined"\n"${person(r)}","${v}","${day(r)}"\n`,
  semicolon: (l, v, r) => `Name;${l};Datum\n${person(r)};${v};${day(r)}\n`,
  tsv: (l, v, r) => `id\tname\t${key(l)}\n${digits(r, 3)}\t${person(r)}\t${v}\n`,
  log: (l, v, r) =>
    `${day(r)}T09:14:${between(r, 10, 59)}Z INFO [worker-3] profile saved ${key(l)}=${v} status=200\n`,
  logJson: (l, v, r) =>
    `{"ts":"${day(r)}T09:14:00Z","level":"warn","msg":"validation failed","${camel(l)}":"${v}"}\n`,
  python: (l, v) => `# remove before release\n${key(l)} = "${v}"\nprint(len(${key(l)}))\n`,
  javascript: (l, v) => `const ${camel(l)} = '${v}';\nawait client.connect({ ${camel(l)} });\n`,
  sql: (l, v, r) => `UPDATE users SET ${key(l)} = '${v}' WHERE id = ${digits(r, 4)};`,
  sqlInsert: (l, v, r) =>
    `INSERT INTO users (id, full_name, ${key(l)}) VALUES (${digits(r, 4)}, '${person(r)}', '${v}');`,
  ini: (l, v) => `[default]\nregion = eu-west-1\n${key(l)} = ${v}\n`,
  query: (l, v) =>
    /^[\w.~-]+$/.test(v) ? `GET /lookup?${key(l)}=${v}&page=1 HTTP/1.1\n` : `${key(l)}=${v}\n`,
  pythonDict: (l, v) => `payload = {'${key(l)}': '${v}', 'retry': 3}\n`,
};
