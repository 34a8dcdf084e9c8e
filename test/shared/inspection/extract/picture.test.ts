import { concatTransformationMatrix, drawObject, PDFName } from 'pdf-lib';
import { expect, test } from 'vitest';
import { ocrLimits } from '../../../../shared/inspection/limits.ts';
import { pixelsOf } from '../../../../shared/inspection/picture/picture-size.ts';
import { inspected, placesOf } from '../documents/inspected.ts';
import { docxOf, paragraph } from '../documents/office.ts';
import { pdfOf } from '../documents/pdf.ts';
import { pictureOf } from '../documents/picture.ts';
import { CARD_GROUPED } from '../documents/values.ts';
import { zipOf } from '../documents/zip.ts';

const ocr = ocrLimits(process.cwd());
/** Of digits that are told apart even on a coarse grid. */
const CARD_IN_PICTURE = '4001 1177 0944 9717';

test('a picture is not read and not clean while reading pictures is switched off', async () => {
  expect(await inspected(pictureOf(CARD_IN_PICTURE).bitmap)).toMatchObject({
    status: 'skipped',
    reason: 'unsupported_format',
    format: 'bmp',
  });
});

test('a picture is read when it is switched on', async () => {
  const result = await inspected(pictureOf(CARD_IN_PICTURE).bitmap, { limits: { ocr } });

  expect(result).toMatchObject({ status: 'flagged', format: 'bmp' });
  expect(placesOf(result)).toEqual(['picture, line 1']);
});

test('a scanned page of a PDF is read when it is switched on', async () => {
  const { samples, width, height } = pictureOf(CARD_IN_PICTURE);
  const scan = await pdfOf([''], (pdf) => {
    const picture = pdf.context.flateStream(samples, {
      Type: 'XObject',
      Subtype: 'Image',
      Width: width,
      Height: height,
      ColorSpace: 'DeviceGray',
      BitsPerComponent: 8,
    });
    const page = pdf.getPage(0);
    page.node.setXObject(PDFName.of('Scan'), pdf.context.register(picture));
    page.pushOperators(concatTransformationMatrix(300, 0, 0, 60, 0, 0), drawObject('Scan'));
  });

  expect(placesOf(await inspected(scan, { limits: { ocr } }))).toEqual(['page 1, line 1']);
});

test('a picture in a document is read when it is switched on', async () => {
  const { bitmap } = pictureOf(CARD_IN_PICTURE);
  const document = await docxOf(paragraph('See below'), { 'word/media/image1.bmp': bitmap });

  expect(placesOf(await inspected(document, { limits: { ocr } }))).toEqual(['image1.bmp, picture, line 1']);
});

test('larger pictures than the limit are not decoded', async () => {
  const result = await inspected(pictureOf(CARD_IN_PICTURE).bitmap, {
    limits: { ocr: { ...ocr, maxPixels: 1000 } },
  });

  expect(result).toMatchObject({ status: 'skipped', reason: 'too_large' });
});

test('a picture that takes too long is given up, the rest is read', async () => {
  const archive = await zipOf({ 'a.bmp': pictureOf('1').bitmap, 'b.txt': `card ${CARD_GROUPED}` });

  const result = await inspected(archive, { limits: { ocr: { ...ocr, msPerPicture: 1 } } });

  expect(result).toMatchObject({ status: 'flagged', partial: true, partialReasons: ['too_slow'] });
});

test.each([
  ['PNG', '89504e470d0a1a0a0000000d49484452000001000000008008', 256 * 128],
  ['JPEG', 'ffd8ffe000104a46494600010100000100010000ffc0001108008001000301220002', 256 * 128],
  ['WebP', '524946460000000057454250565038580a00000000000000ff00007f0000', 256 * 128],
  ['something else', '00112233445566778899aabbccddeeff', null],
])('the size of %s is in its header', (_, header, pixels) => {
  expect(pixelsOf(Buffer.from(header, 'hex'))).toBe(pixels);
});
