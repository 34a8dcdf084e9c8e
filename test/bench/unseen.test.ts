import { expect, test } from 'vitest';
import { corpus } from '../../bench/unseen/corpus.ts';
import { scoreOf } from '../../bench/unseen/score.ts';
import { detectValues } from '../../shared/inspection/detect/measure.ts';

/** The aims for texts that the detectors have not seen. */
test('texts of another hand are told as well as promised', () => {
  const { precision, recall, macroF1, alarms } = scoreOf(corpus(20261130, 4), detectValues);
  const negatives = [...alarms.values()];
  const alarmed = negatives.reduce((total, kind) => total + kind.alarmed, 0);
  const texts = negatives.reduce((total, kind) => total + kind.texts, 0);

  expect(precision).toBeGreaterThan(0.97);
  expect(recall).toBeGreaterThan(0.92);
  expect(macroF1).toBeGreaterThan(0.9);
  expect(alarmed / texts).toBeLessThanOrEqual(0.01);
});
