import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A ZIP archive of these files. */
export async function zipOf(files: Files, options: { compress?: boolean } = {}): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(files)) {
    zip.addBuffer(Buffer.from(content as Uint8Array), name, { compress: options.compress ?? true });
  }
  zip.end();
  return buffer(zip.outputStream);
}
