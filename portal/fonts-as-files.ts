import type { Plugin } from 'vite';

const inlineFont = /url\((["']?)data:font\/woff2;(?:charset=[^;]+;)?base64,([A-Za-z0-9+/=]+)\1\)/g;

/**
 * The design system brings its fonts inside its style sheet. As files they load when a page needs them, and the
 * Content-Security-Policy can keep data: addresses out.
 */
export const fontsAsFiles = (): Plugin => ({
  name: 'fonts-as-files',
  generateBundle(_options, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue;
      file.source = String(file.source).replace(inlineFont, (_match, _quote, base64: string) => {
        const font = this.emitFile({
          type: 'asset',
          name: 'font.woff2',
          source: Buffer.from(base64, 'base64'),
        });
        return `url(/${this.getFileName(font)})`;
      });
    }
  },
});
