/** Groups whose text is not content (RTF 1.9.1): tables of fonts and styles, pictures, and data for programs. */
const SKIPPED = new Set(
  (
    'fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator pict objdata themedata ' +
    'colorschememapping datastore latentstyles xmlnstbl fldinst nonshppict'
  ).split(' '),
);
const BREAKS: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['line', '\n'],
  ['cell', '\t'],
  ['emdash', '—'],
  ['endash', '–'],
  ['emspace', ' '],
  ['enspace', ' '],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
]);
const PARAGRAPH_ENDS = new Set(['par', 'sect', 'page', 'row']);
/** Content nests a few levels deep; more is not a document. */
const MAX_GROUPS = 10_000;
const CONTROL = /([a-z]{1,32})(-?\d{1,10})? ?/iy;

interface Group {
  readonly skipped: boolean;
  /** Characters that follow a Unicode character for readers that know none. */
  readonly fallback: number;
}

/** Reads RTF, given as one character a byte, and passes on its paragraphs. Text is in the document's code page. */
export function readRtf(rtf: string, paragraph: (text: string) => void): void {
  const decoder = new TextDecoder(codePage(rtf));
  const groups: Group[] = [];
  let group: Group = { skipped: false, fallback: 1 };
  let text: string[] = [];
  let bytes: number[] = [];
  let toSkip = 0;

  const flushBytes = () => {
    if (bytes.length > 0) text.push(decoder.decode(Uint8Array.from(bytes)));
    bytes = [];
  };
  const put = (characters: string) => {
    flushBytes();
    if (!group.skipped) text.push(characters);
  };
  const endParagraph = () => {
    flushBytes();
    if (text.length > 0) paragraph(text.join(''));
    text = [];
  };
  const word = (name: string, value: number | null) => {
    if (SKIPPED.has(name)) group = { ...group, skipped: true };
    else if (name === 'uc') group = { ...group, fallback: value ?? 1 };
    else if (name === 'u' && value !== null) {
      put(String.fromCharCode(value & 0xffff));
      toSkip = group.fallback;
    } else if (PARAGRAPH_ENDS.has(name)) endParagraph();
    else put(BREAKS.get(name) ?? '');
  };

  for (let at = 0; at < rtf.length; ) {
    const char = rtf[at]!;
    if (char === '{') {
      if (groups.length < MAX_GROUPS) groups.push(group);
      at++;
    } else if (char === '}') {
      flushBytes();
      group = groups.pop() ?? group;
      at++;
    } else if (char === '\\') at = control(at + 1);
    else {
      const end = nextSpecial(rtf, at);
      const plain = rtf.slice(at + Math.min(toSkip, end - at), end).replace(/[\r\n]/g, '');
      toSkip = Math.max(0, toSkip - (end - at));
      if (plain !== '') put(plain);
      at = end;
    }
  }
  endParagraph();

  function control(at: number): number {
    const char = rtf[at] ?? '';
    if (char === "'") {
      const code = Number.parseInt(rtf.slice(at + 1, at + 3), 16);
      if (toSkip > 0) toSkip--;
      else if (!group.skipped && !Number.isNaN(code)) bytes.push(code);
      return at + 3;
    }
    CONTROL.lastIndex = at;
    const match = CONTROL.exec(rtf);
    if (match) {
      if (match[1] === 'bin') return CONTROL.lastIndex + Math.max(0, Number(match[2] ?? 0));
      word(match[1]!, match[2] === undefined ? null : Number(match[2]));
      return CONTROL.lastIndex;
    }
    if (char === '~') put(' ');
    else if (char === '_') put('-');
    else if (char === '\n' || char === '\r') endParagraph();
    else if (char === '\\' || char === '{' || char === '}') put(char);
    else if (char === '*') group = { ...group, skipped: !knownDestination(rtf, at + 1) };
    return at + 1;
  }
}

/** `\*` marks groups to be left out by readers that do not know them; these hold text all the same. */
function knownDestination(rtf: string, at: number): boolean {
  return /^\s{0,4}\\(?:shptxt|shpinst|shprslt|annotation|footnote|ffdeftext|ffstattext|bkmkstart)/.test(
    rtf.slice(at, at + 24),
  );
}

function nextSpecial(rtf: string, from: number): number {
  for (let at = from; at < rtf.length; at++) {
    const code = rtf.charCodeAt(at);
    if (code === 92 || code === 123 || code === 125) return at;
  }
  return rtf.length;
}

function codePage(rtf: string): string {
  const page = /\\ansicpg(\d{3,5})/.exec(rtf.slice(0, 1000))?.[1];
  const label =
    page === '932'
      ? 'shift_jis'
      : page === '936'
        ? 'gbk'
        : page === '949'
          ? 'euc-kr'
          : page === '950'
            ? 'big5'
            : `windows-${page ?? 1252}`;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return 'windows-1252';
  }
}
