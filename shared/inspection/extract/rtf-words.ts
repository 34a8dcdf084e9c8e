/** Groups whose text is not content (RTF 1.9.1): tables of styles, data for programs. */
export const SKIPPED = new Set(
  (
    'colortbl stylesheet listtable listoverridetable rsidtbl generator themedata colorschememapping datastore ' +
    'latentstyles xmlnstbl nonshppict listtext pntext'
  ).split(' '),
);

/** Groups with text of their own beside the body, and how people call them. */
export const PARTS: ReadonlyMap<string, string> = new Map([
  ...['header', 'headerl', 'headerr', 'headerf'].map((word) => [word, 'header'] as const),
  ...['footer', 'footerl', 'footerr', 'footerf'].map((word) => [word, 'footer'] as const),
  ['footnote', 'footnote'],
  ['annotation', 'comment'],
  ['shptxt', 'text box'],
]);

/** What the document says about itself. */
export const PROPERTIES = new Set(
  'title subject author manager company operator category keywords comment doccomm hlinkbase'.split(' '),
);

export const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['line', '\n'],
  ['emdash', '—'],
  ['endash', '–'],
  ['emspace', ' '],
  ['enspace', ' '],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
]);

export const PARAGRAPH_ENDS = new Set(['par', 'sect', 'page', 'cell', 'nestcell', 'row', 'nestrow']);

/** `\*` marks groups to be left out by readers that do not know them; these hold text all the same. */
export const KNOWN_DESTINATION =
  /\s{0,4}\\(?:shptxt|shpinst|shprslt|do\b|dptxbxtext|annotation|footnote|ffdeftext|ffstattext|bkmkstart|fldinst|userprops|shppict|objdata)/y;

/** Code pages of fonts by their `\fcharset`. */
const CHARSETS: ReadonlyMap<number, string> = new Map([
  [0, 'windows-1252'],
  [77, 'macintosh'],
  [128, 'shift_jis'],
  [129, 'euc-kr'],
  [134, 'gbk'],
  [136, 'big5'],
  [161, 'windows-1253'],
  [162, 'windows-1254'],
  [163, 'windows-1258'],
  [177, 'windows-1255'],
  [178, 'windows-1256'],
  [186, 'windows-1257'],
  [204, 'windows-1251'],
  [222, 'windows-874'],
  [238, 'windows-1250'],
]);

const PAGES: ReadonlyMap<number, string> = new Map([
  [866, 'ibm866'],
  [874, 'windows-874'],
  [932, 'shift_jis'],
  [936, 'gbk'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [10000, 'macintosh'],
  [10007, 'x-mac-cyrillic'],
  [65001, 'utf-8'],
]);

export const charsetLabel = (charset: number): string | undefined => CHARSETS.get(charset);

/** The encoding of a Windows code page by its number; western where there is none. */
export function pageLabel(page: number): string {
  const label = PAGES.get(page) ?? `windows-${page}`;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return 'windows-1252';
  }
}
