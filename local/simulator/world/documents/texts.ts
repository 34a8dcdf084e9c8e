import { mix, random } from '../random.ts';
import { decoyLines } from './decoys.ts';
import type { DocumentPlan } from './plan.ts';
import { paragraphs, sentenceWith, title, valuesOf } from './prose.ts';

export function plainText(plan: DocumentPlan): string {
  return `${title(random(plan.seed))}\n\n${paragraphs(plan).join('\n')}\n`;
}

export function markdown(plan: DocumentPlan): string {
  const lines = paragraphs(plan).map((text, i) =>
    i % 4 === 1 ? `- ${text}` : i % 7 === 5 ? `\n## Section ${i}\n\n${text}` : text,
  );
  return `# ${title(random(plan.seed))}\n\n${lines.join('\n\n')}\n`;
}

/** A settings module with values in assignments and comments. */
export function sourceCode(plan: DocumentPlan): string {
  const draw = random(mix(plan.seed, 0x50c));
  const statements = valuesOf(plan.holdings, plan.seed, plan.canary).map((holding, i) => {
    if (holding.type === 'PRIVATE_KEY') return `const privateKey${i} = \`${holding.value}\`;`;
    const name = holding.type.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    return draw.chance(0.5) ? `const ${name}${i} = '${holding.value}';` : `// ${sentenceWith(holding, draw)}`;
  });
  const decoys = plan.decoys ? decoyLines(draw).map((line) => `// ${line}`) : [];
  const functions = Array.from({ length: draw.integer(3, 9) }, (_, i) =>
    [
      `export function plan${i}(loads: readonly Load[]): Load[] {`,
      `  const open = loads.filter((load) => load.weight > ${draw.integer(2, 40)});`,
      '  return open.toSorted((a, b) => a.weight - b.weight);',
      '}',
    ].join('\n'),
  );
  return `import type { Load } from './load.ts';\n\n${[...functions, ...statements, ...decoys].join('\n\n')}\n`;
}

/** Nothing but versions and hashes: many characters that look like secrets. */
export function lockFile(plan: DocumentPlan): string {
  const draw = random(plan.seed);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const packages = Array.from({ length: 60 }, (_, i) => [
    `node_modules/part-${i}`,
    {
      version: `${draw.integer(0, 9)}.${draw.integer(0, 30)}.${draw.integer(0, 30)}`,
      integrity: `sha512-${draw.text(86, alphabet)}==`,
    },
  ]);
  return `${JSON.stringify({ name: 'depot', lockfileVersion: 3, packages: Object.fromEntries(packages) }, null, 2)}\n`;
}

/** An e-mail whose sender and recipient also stand in its body, so that they count once wherever they are read. */
export function mail(plan: DocumentPlan): string {
  const draw = random(plan.seed);
  const values = valuesOf(plan.holdings, plan.seed, plan.canary);
  const [from, to] = values.filter(({ type }) => type === 'EMAIL_ADDRESS').map(({ value }) => value);
  const body = paragraphs(plan).join('\r\n\r\n').replaceAll(/\r?\n/g, '\r\n');
  const headers = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${title(draw)}`,
    'Date: Tue, 15 Sep 2026 08:30:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
  ];
  return `${headers.join('\r\n')}\r\n\r\n${body}\r\n`;
}

/** Bytes of no known format: a made-up signature, then noise. */
export function unknownBinary(plan: DocumentPlan): Buffer {
  const draw = random(plan.seed);
  const noise = Array.from({ length: 4_096 }, () => draw.integer(0, 255));
  return Buffer.from([0x00, 0x8f, 0x03, 0xf9, 0x00, 0x01, ...noise]);
}
