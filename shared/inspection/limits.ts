/** Bounds of one inspection. What goes past them ends in a reason, never in silence. */
export interface InspectionLimits {
  /** Largest item that is read at all. */
  readonly maxBytes: number;
  /** Time budget of one item, in milliseconds. */
  readonly timeMs: number;
  /** Characters of extracted text. */
  readonly maxTextChars: number;
  /** How deep archives, attachments and embedded documents may nest. */
  readonly maxDepth: number;
  /** Members of all archives of one item together. */
  readonly maxMembers: number;
  /** Bytes that all archives of one item may expand to together. */
  readonly maxExpandedBytes: number;
  /** Bytes of one member that are held in memory, and characters of the shared texts of a workbook. */
  readonly maxMemberBytes: number;
  /** Expanded by compressed size of one member, looked at from `RATIO_FLOOR_BYTES` on. */
  readonly maxRatio: number;
  /** Filled cells of one workbook. */
  readonly maxCells: number;
  readonly maxPdfPages: number;
  /** Reads pictures, where it is switched on. */
  readonly ocr: OcrLimits | null;
}

/** Bounds of reading pictures. */
export interface OcrLimits {
  /** Folder in whose `node_modules` the packages `tesseract.js` and `@tesseract.js-data/eng` are. */
  readonly modules: string;
  readonly msPerItem: number;
  readonly msPerPicture: number;
  readonly maxPictures: number;
  /** Width by height of one picture. */
  readonly maxPixels: number;
}

/** Small members may compress as well as they like: a page of blanks is no bomb. */
export const RATIO_FLOOR_BYTES = 1_000_000;

const MB = 1_000_000;

/** Bounds that keep an item of 100 MB under 512 MB of memory. */
export const DEFAULT_LIMITS: InspectionLimits = {
  maxBytes: 100 * MB,
  timeMs: 60_000,
  maxTextChars: 150 * MB,
  maxDepth: 5,
  maxMembers: 2_000,
  maxExpandedBytes: 200 * MB,
  maxMemberBytes: 64 * MB,
  maxRatio: 200,
  maxCells: 2_000_000,
  maxPdfPages: 2_000,
  ocr: null,
};

/** Bounds for reading pictures with the packages in this folder. Items then need a larger `timeMs` and more memory. */
export function ocrLimits(modules: string): OcrLimits {
  return { modules, msPerItem: 45_000, msPerPicture: 10_000, maxPictures: 10, maxPixels: 25 * MB };
}
