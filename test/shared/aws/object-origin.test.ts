import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeOrigin, encodeOrigin } from '../../../shared/aws/object-origin.ts';

test('any name and type fit into the metadata of an object, as plain text', () => {
  const text = fc.option(fc.string({ unit: 'binary', maxLength: 3_000 }), { nil: null });
  fc.assert(
    fc.property(text, text, (name, mimeType) => {
      const metadata = encodeOrigin({ name, mimeType });
      const size = Object.entries(metadata).reduce((sum, [key, value]) => sum + key.length + value.length, 0);
      const decoded = decodeOrigin(metadata);

      expect(size).toBeLessThan(2_048);
      for (const value of Object.values(metadata)) expect(value).toMatch(/^[\x21-\x7e]*$/);
      expect(
        name === null ? decoded.name === null : name.toWellFormed().startsWith(decoded.name ?? '?'),
      ).toBe(true);
      expect(decoded.mimeType === null).toBe(mimeType === null);
    }),
  );
});

test('usual names come back whole', () => {
  const origin = { name: `${'計画'.repeat(80)}.xlsx`, mimeType: 'application/pdf' };

  expect(decodeOrigin(encodeOrigin(origin))).toEqual(origin);
  expect(decodeOrigin(undefined)).toEqual({ name: null, mimeType: null });
});
