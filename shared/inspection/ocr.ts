import { createRequire } from 'node:module';
import { join } from 'node:path';
import type tesseract from 'tesseract.js';
import type { OcrLimits } from './limits.ts';
import { Unreadable } from './unreadable.ts';

/** Reads the text in pictures of one item. */
export interface Recogniser {
  /** The text in a picture (PNG, JPEG, BMP, WebP). Throws `Unreadable` when a budget is spent. */
  recognise(picture: Uint8Array): Promise<string>;
  close(): Promise<void>;
}

/**
 * Reads pictures with Tesseract, in a thread of its own that starts with the first picture: seconds a page and some
 * 300 MB. Its modules are large and optional, so they are looked up where the limits say, not bundled.
 */
export function createRecogniser(limits: OcrLimits): Recogniser {
  let worker: Promise<tesseract.Worker> | null = null;
  let pictures = 0;
  let spentMs = 0;

  const close = async () => {
    const ending = worker;
    worker = null;
    await (await ending?.catch(() => null))?.terminate();
  };
  return {
    close,
    async recognise(picture) {
      const left = Math.min(limits.msPerPicture, limits.msPerItem - spentMs);
      if (++pictures > limits.maxPictures || left <= 0) throw new Unreadable('too_slow');
      const started = performance.now();
      const slow = Promise.withResolvers<never>();
      const timer = setTimeout(() => slow.reject(new Unreadable('too_slow')), left);
      try {
        worker ??= startWorker(limits.modules);
        const reading = worker.then((ready) => ready.recognize(Buffer.from(picture)));
        return (await Promise.race([reading, slow.promise])).data.text;
      } catch (thrown) {
        // A thread that is late or has failed is not used again.
        void close();
        throw thrown instanceof Unreadable ? thrown : new Unreadable('corrupt');
      } finally {
        clearTimeout(timer);
        spentMs += performance.now() - started;
      }
    },
  };
}

async function startWorker(modules: string): Promise<tesseract.Worker> {
  const require = createRequire(join(modules, 'package.json'));
  const { createWorker, OEM } = require('tesseract.js') as typeof tesseract;
  const language = require.resolve('@tesseract.js-data/eng/package.json');
  return createWorker('eng', OEM.LSTM_ONLY, {
    // Everything from disk: nothing is fetched and nothing is kept.
    langPath: join(language, '..', '4.0.0_best_int'),
    gzip: true,
    cacheMethod: 'none',
    errorHandler: () => undefined,
  });
}
