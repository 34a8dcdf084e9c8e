import { describe, expect, test } from 'vitest';
import { inspected, placesOf } from '../documents/inspected.ts';
import { CARD_GROUPED } from '../documents/values.ts';

const SSN = ['536', '22', '1234'].join('-');
/** Assembled here, so that nothing that looks like a secret stands in the repository. */
const AWS_KEY = `AKIA${'QYLPMN5HHHFPZAM2'}`;
const SECRET = ['hT7k', 'Qz93', 'Lm!x'].join('');

describe('YAML', () => {
  const yaml = [
    '---',
    'database:',
    '  host: db.internal',
    `  password: "${SECRET}"`,
    'people:',
    '  - name: Jo',
    `    ssn: ${SSN}`,
    '  - note: |',
    '      The card is',
    `      card ${CARD_GROUPED}`,
    '',
  ].join('\n');

  test('is read by line, its keys name its values', async () => {
    const result = await inspected(yaml);

    expect(result).toMatchObject({ format: 'yaml', partial: false });
    expect(placesOf(result, 'PASSWORD')).toEqual(['line 4']);
    expect(placesOf(result, 'US_SSN')).toEqual(['line 7']);
    expect(placesOf(result)).toEqual(['line 10']);
  });

  test('is read without its opening mark as well', async () => {
    expect(placesOf(await inspected(yaml.slice(4)), 'US_SSN')).toEqual(['line 6']);
  });
});

test('logs are read by line, with colours and stray zeros', async () => {
  const line = (number: number, text: string) =>
    `2026-03-02T10:${String(number % 60).padStart(2, '0')}:00.123Z \u001b[32mINFO\u001b[0m [http-${number}] ${text}\n`;
  const log = Array.from({ length: 500 }, (_, at) =>
    line(at, at === 321 ? `charged card=${CARD_GROUPED.replaceAll(' ', '')}` : 'GET /health 200 12ms'),
  ).join('');

  const result = await inspected(`${log}\u0000\n`);

  expect(result).toMatchObject({ format: 'text', partial: false });
  expect(placesOf(result)).toEqual(['line 322']);
});

test.each([
  [
    'TypeScript',
    `import { S3 } from 's3';\n\nexport const client = new S3({ accessKeyId: '${AWS_KEY}' });\n`,
  ],
  ['Python', `import boto3\n\nclient = boto3.client("s3", aws_access_key_id="${AWS_KEY}")\n`],
  ['Java', `class A {\n  // keys\n  private static final String KEY = "${AWS_KEY}";\n}\n`],
  ['shell', `#!/bin/sh\nset -e\nexport AWS_ACCESS_KEY_ID=${AWS_KEY}\n`],
  ['properties', `; keys\n[default]\naws_access_key_id = ${AWS_KEY}\n`],
])('source code in %s is read by line', async (_, source) => {
  const result = await inspected(source);

  expect(result.format).toBe('text');
  expect(placesOf(result, 'AWS_ACCESS_KEY')).toEqual([expect.stringMatching(/^line 3$/)]);
});

test('Markdown is read by line, tables and fenced blocks too', async () => {
  const markdown = `# Notes\n\n| Name | SSN |\n|---|---|\n| Jo | ${SSN} |\n\n\`\`\`\ncard ${CARD_GROUPED}\n\`\`\`\n`;

  const result = await inspected(markdown);

  expect(result.format).toBe('markdown');
  expect(placesOf(result, 'US_SSN')).toEqual(['line 5']);
  expect(placesOf(result)).toEqual(['line 8']);
});

describe('text under another name', () => {
  test.each(['report.docx', 'table.xlsx', 'slides.pptx', 'scan.pdf'])(
    'extracted text that is served as %s is read as what it is',
    async () => {
      const result = await inspected(`Quarterly report\n\nPage 1\nCard ${CARD_GROUPED}\n`);

      expect(result).toMatchObject({ status: 'flagged', format: 'text', partial: false });
      expect(placesOf(result)).toEqual(['line 4']);
    },
  );
});

describe('tables in text', () => {
  test('a last line without a line end is a row', async () => {
    const result = await inspected('name,ssn\nJo,536221234');

    expect(result.format).toBe('csv');
    expect(placesOf(result, 'US_SSN')).toEqual(['B2']);
  });

  test('a line that tells Excel the separator is no row', async () => {
    expect(placesOf(await inspected('sep=;\r\nname;ssn\r\nJo;536221234\r\n'), 'US_SSN')).toEqual([
      'B2, line 3',
    ]);
  });

  test('sentences with as many commas each are no table', async () => {
    const result = await inspected(
      `Dear Jo, thanks for it, all of it.\nThe card, as agreed, is ${CARD_GROUPED}.\n`,
    );

    expect(result.format).toBe('text');
    expect(placesOf(result)).toEqual(['line 2']);
  });
});

describe('HTML', () => {
  test.each([
    ['lists of terms', '<dl><dt>SSN</dt><dd>536221234</dd></dl>'],
    ['forms', '<label for="a">Social security number</label><input id="a" value="536221234">'],
    ['headings', '<h3>SSN</h3><p>536221234</p>'],
  ])('in %s, what stands before a value names it', async (_, html) => {
    expect(placesOf(await inspected(`<html>\n${html}</html>`), 'US_SSN')).toEqual(['line 2']);
  });

  test('letters that are written as entities are letters', async () => {
    const result = await inspected(
      '<p>Contrase&ntilde;a</p>\n<p>N&uacute;mero de identificaci&oacute;n NIF: 12345678&#90;</p>',
    );

    expect(placesOf(result, 'ES_NIF')).toEqual(['line 2']);
  });

  test('what a page does not show is read as well', async () => {
    const result = await inspected(
      `<html>\n<div style="display:none">card ${CARD_GROUPED}</div>\n<template>card 5425 2334 3010 9903</template>\n</html>`,
    );

    expect(placesOf(result)).toEqual(['line 2', 'line 3']);
  });
});
