import { crc32 } from 'node:zlib';
import parsePhoneNumber from 'libphonenumber-js/max';
import PostalMime from 'postal-mime';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { filePlan, TEMPLATES, type Template } from '../../../local/simulator/world/documents/plan.ts';
import { paragraphs, valuesOf } from '../../../local/simulator/world/documents/prose.ts';
import { render } from '../../../local/simulator/world/documents/render.ts';
import {
  DATA_TYPES,
  type DataType,
  sensitiveValue,
} from '../../../local/simulator/world/documents/values.ts';
import { random } from '../../../local/simulator/world/random.ts';

const WORLD = { seed: 4, canaryFile: 3, oversizeFile: 7 };
const PLANS = Array.from({ length: 1_000 }, (_, index) => filePlan(WORLD, index));

const plansOf = (template: Template) => PLANS.filter((plan) => plan.template === template);
const compact = (value: string) => value.replace(/[\s-]/g, '');

const luhn = (digits: string) =>
  [...digits]
    .reverse()
    .reduce(
      (sum, digit, i) => sum + (i % 2 === 0 ? Number(digit) : [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][Number(digit)]!),
      0,
    ) %
    10 ===
  0;
const mod97 = (iban: string) =>
  [...(iban.slice(4) + iban.slice(0, 4))]
    .map((char) => Number.parseInt(char, 36))
    .join('')
    .match(/\d{1,7}/g)!
    .reduce((rest, part) => Number(`${rest}${part}`) % 97, 0);
const base62 = (text: string) =>
  [...text].reduce(
    (sum, char) => sum * 62 + '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'.indexOf(char),
    0,
  );

describe('a sensitive value', () => {
  const IS_VALID: Record<DataType, (value: string) => boolean> = {
    CREDIT_CARD: (value) => compact(value).length === 16 && luhn(compact(value)),
    IBAN: (value) => mod97(compact(value)) === 1,
    US_SSN: (value) => /^(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}$/.test(value),
    EMAIL_ADDRESS: (value) => /^[\w.]{1,64}@[\w-]+(\.\w{2,})+$/.test(value),
    PHONE_NUMBER: (value) => parsePhoneNumber(value)?.isValid() === true,
    AWS_ACCESS_KEY: (value) => /^AKIA[A-Z2-7]{16}$/.test(value),
    GITHUB_TOKEN: (value) =>
      /^ghp_\w{36}$/.test(value) && crc32(value.slice(4, 34)) === base62(value.slice(34)),
    ANTHROPIC_API_KEY: (value) => /^sk-ant-api03-[\w-]{93}AA$/.test(value),
    PRIVATE_KEY: (value) =>
      /^-----BEGIN (RSA )?PRIVATE KEY-----\n([A-Za-z0-9+/=]{1,64}\n)+-----END (RSA )?PRIVATE KEY-----$/.test(
        value,
      ),
    JWT: (value) => JSON.parse(Buffer.from(value.split('.')[0]!, 'base64url').toString()).alg === 'HS256',
  };

  it.each(DATA_TYPES)('of type %s passes every check of its type', (type) => {
    const draw = random(5);
    for (let i = 0; i < 200; i++) {
      const value = sensitiveValue(type, draw);
      expect(IS_VALID[type](value), value).toBe(true);
    }
  });
});

describe('the plan of a document', () => {
  it('says how many distinct values of each type its text holds', () => {
    for (const plan of plansOf('text')) {
      const values = valuesOf(plan.holdings, plan.seed, plan.canary);
      const text = paragraphs(plan).join('\n');
      for (const [type, count] of Object.entries(plan.holdings)) {
        const distinct = new Set(
          values.filter((holding) => holding.type === type).map(({ value }) => compact(value)),
        );
        expect(distinct.size).toBe(count);
      }
      for (const { value } of values) expect(text).toContain(value);
    }
  });

  it('comes in every template, with and without sensitive values, with decoys among both', () => {
    expect(new Set(PLANS.map(({ template }) => template))).toEqual(new Set(TEMPLATES));
    const readable = plansOf('csv');
    for (const [sensitive, decoys] of [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ]) {
      const matching = readable.filter(
        (plan) => Object.keys(plan.holdings).length > 0 === sensitive && plan.decoys === decoys,
      );
      expect(matching.length).toBeGreaterThan(0);
    }
  });
});

describe('a document', () => {
  const holdsAllValues = (plan: (typeof PLANS)[number], text: string) => {
    for (const { value } of valuesOf(plan.holdings, plan.seed)) {
      for (const line of value.split('\n')) expect(text).toContain(line);
    }
  };
  const membersOf = async (bytes: Buffer) => {
    const archive = await fromBufferPromise(bytes);
    const texts: string[] = [];
    for await (const entry of archive.eachEntry()) {
      const chunks: Buffer[] = [];
      for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
      texts.push(Buffer.concat(chunks).toString('utf8'));
    }
    return texts.join('\n');
  };
  const withoutMarkup = (xml: string) =>
    xml
      .replace(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');

  it.each([
    ['text', 'utf-8'],
    ['text-bom', 'utf-8'],
    ['text-utf16le', 'utf-16le'],
    ['text-utf16be', 'utf-16be'],
    ['text-latin1', 'windows-1252'],
    ['markdown', 'utf-8'],
    ['json', 'utf-8'],
    ['source-code', 'utf-8'],
    ['extracted-text', 'utf-8'],
  ] as const)('made as %s holds its values in %s', (template, encoding) => {
    for (const plan of plansOf(template).filter(({ canary }) => canary === undefined)) {
      const text = new TextDecoder(encoding, { fatal: true }).decode(render(plan));
      holdsAllValues(plan, template === 'json' ? text.replaceAll('\\n', '\n') : text);
    }
  });

  it.each(['docx', 'xlsx', 'pptx'] as const)(
    'made as %s is a readable package that holds its values',
    async (template) => {
      for (const plan of plansOf(template).slice(0, 12))
        holdsAllValues(plan, withoutMarkup(await membersOf(render(plan))));
    },
  );

  it('made as PDF gives its text to a reader', async () => {
    for (const plan of plansOf('pdf').slice(0, 8)) {
      const { text } = await extractText(await getDocumentProxy(new Uint8Array(render(plan))), {
        mergePages: true,
      });
      holdsAllValues(plan, text);
    }
  });

  it('made as e-mail has its values in the body', async () => {
    const [plan] = plansOf('email');
    const { from, text } = await PostalMime.parse(render(plan!));
    expect(text).toContain(from?.address);
    holdsAllValues(plan!, text!.replaceAll('\r\n', '\n'));
  });

  it('that is encrypted, truncated or of no known format cannot be read', async () => {
    await expect(getDocumentProxy(new Uint8Array(render(plansOf('encrypted-pdf')[0]!)))).rejects.toThrow(
      'password',
    );
    await expect(membersOf(render(plansOf('encrypted-zip')[0]!))).rejects.toThrow('encrypted');
    await expect(membersOf(render(plansOf('truncated-docx')[0]!))).rejects.toThrow();
    expect(render(plansOf('empty')[0]!)).toHaveLength(0);
  });

  it('that is an archive bomb promises three hundred megabytes in less than one', async () => {
    const bytes = render(plansOf('archive-bomb')[0]!);
    expect(bytes.length).toBeLessThan(1_000_000);
    let promised = 0;
    for await (const entry of (await fromBufferPromise(bytes)).eachEntry())
      promised += entry.uncompressedSize;
    expect(promised).toBe(300_000_000);
  });
});
