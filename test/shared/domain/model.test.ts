import { expect, test } from 'vitest';
import { modelName } from '../../../shared/domain/model.ts';

test.each([
  ['claude-sonnet-4-5-20250929', 'Claude Sonnet 4.5'],
  ['claude-sonnet-4-5', 'Claude Sonnet 4.5'],
  ['claude-opus-5', 'Claude Opus 5'],
  ['claude-opus-4-1-20250805', 'Claude Opus 4.1'],
  ['claude-sonnet-4-20250514', 'Claude Sonnet 4'],
  ['claude-3-5-sonnet-20241022', 'Claude Sonnet 3.5'],
  ['claude-3-7-sonnet-latest', 'Claude Sonnet 3.7'],
  ['claude-3-opus-20240229', 'Claude Opus 3'],
])('%s is %s', (id, name) => {
  expect(modelName(id)).toBe(name);
});

test.each([
  '',
  'claude',
  'claude-2.1',
  'claude-instant',
  'gpt-9',
  'Claude-Opus-5',
  'claude-opus-5-preview',
  'xclaude-opus-5',
  'claude-opus-5\n',
])('%j is shown as it is', (id) => {
  expect(modelName(id)).toBe(id);
});
