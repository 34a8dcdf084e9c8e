import type { DataType } from '../../detect/data-type.ts';

/** Line shapes of programming languages; each is tried at the start or end of one line of at most 200 characters. */
const CODE_LINES = [
  /^\s{0,40}(?:import|from|package|using|use|require|include|#include|#define|#pragma|namespace|module|extern)\b.{0,120}[;>"')\w]$/,
  /^\s{0,40}(?:export |public |private |protected |static |async |final |abstract |override |virtual |inline |pub )*(?:function|class|interface|struct|enum|trait|impl|def|fn|func|fun|sub|record|protocol)\s+[\w$<(*]/,
  /^\s{0,40}(?:const|let|var|val|int|long|bool|boolean|double|float|char|string|String|auto|unsigned|void|uint\d{1,2}|size_t)\s+\*?[\w$]{1,60}\s*(?::[^=]{1,60})?(?:=|;|\()/,
  /^\s{0,40}(?:if|for|while|switch|catch|elif|else if|foreach|match|unless|until)\s*\(?.{0,150}[{:]$/,
  /^\s{0,40}(?:return|throw|raise|yield|await|break|continue|try|finally|else|do|begin|end|endif|fi|done)\b.{0,150}[;{:]?$/,
  /^\s{0,40}(?:(?:public|private|protected|internal|static|final|readonly) ){1,4}[\w<>[\],.? ]{1,80}(?:\([^)]{0,120}\)?[^;{]{0,40}\{?|;|=.{1,80};)$/,
  /^\s{2,60}\??\.\w{1,40}\(.{0,120}$/,
  /^\s{0,60}[\w$.[\]'"]{1,80}\s*(?:[-+*/|&]?=|:=|=>|->)\s*.{1,150}[;{(,[]$/,
  /^\s{0,60}[\w$.]{1,80}\([^)]{0,120}\)\s*[;{]$/,
  /^\s{0,40}[})\]]{1,4}[;,]?$/,
  /^\s{0,40}(?:\/\/|\/\*|\*\/|\* @|#!|<!--|--\s)/,
  /^\s{0,40}@\w{1,40}(?:\(.{0,100}\))?$/,
  /^(?:\+\+\+|---) [ab]\/|^@@ -\d+,\d+ \+\d+/,
  /^\s{1,20}at [\w$.<>]{3,120}\([\w.]{1,60}:\d{1,6}(?::\d{1,5})?\)$/,
  /^\s{0,20}(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|ALTER TABLE)\b.{1,150}/,
];

const isCodeLine = (line: string): boolean => CODE_LINES.some((pattern) => pattern.test(line));

/** Words that begin sentences of prose also begin code; a line of words and a full stop is prose. */
const isProseLine = (line: string): boolean =>
  /^\s{0,10}[\p{L}][\p{L}'’,-]{0,30}(?: [\p{L}\d'’",()-]{1,30}){4,}[.!?:]?$/u.test(line);

const sourceCode: DataType = {
  id: 'SOURCE_CODE',
  name: 'Source code',
  group: 'code',
  source: 'Share of lines that look like a programming language',
  find: [
    {
      kind: 'lines',
      isMember: (line) => !isProseLine(line) && isCodeLine(line),
      fewest: 8,
      medium: 0.4,
      high: 0.6,
    },
  ],
  confidence: { alone: 'medium', weak: 'medium', own: 'high' },
  mask: {},
  hits: [
    'import os\nfrom sys import argv\n\ndef main(args):\n    total = compute(args)\n    for item in args:\n        print(item)\n    if total > 3:\n        return total\n    return None\n\nclass Store:\n    def get(self, key):\n        return self.items[key]\n',
    'import { a } from "./a";\n\nexport function sum(x: number, y: number) {\n  const total = x + y;\n  if (total > 10) {\n    return total;\n  }\n  return 0;\n}\n\nfor (const item of list) {\n  console.log(item);\n}\n',
  ],
  misses: [
    'Dear team,\nplease find the minutes below.\nWe return on Monday.\nFor questions call me.\nIf not, write.\nBest regards\nAnn\nPS: import taxes rise.\nEnd.\n',
  ],
};

const licenceHeader: DataType = {
  id: 'PROPRIETARY_CODE',
  name: 'Proprietary source code notice',
  group: 'code',
  source: 'Headers of closed-source files',
  find: [
    {
      kind: 'phrases',
      phrases: {
        'all rights reserved': 2,
        'proprietary and confidential': 5,
        'unauthorized copying of this file': 7,
        'source code is confidential': 7,
        'proprietary source code': 6,
        'strictly prohibited': 2,
        'via any medium': 3,
        'trade secret': 2,
        'part of this software': 4,
        'internal source code': 4,
        copyright: 1,
        'licensed materials': 4,
      },
      medium: 9,
      high: 12,
    },
  ],
  confidence: { alone: 'medium', weak: 'medium', own: 'high' },
  mask: {},
  hits: [
    '/* Copyright 2026 Contoso. All rights reserved.\n * Unauthorized copying of this file, via any medium, is strictly prohibited.\n * Proprietary and confidential. */\nint main() {}',
  ],
  misses: ['Copyright 2026. All rights reserved.'],
};

export const code: readonly DataType[] = [sourceCode, licenceHeader];
