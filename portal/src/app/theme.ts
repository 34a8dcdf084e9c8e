import { applyMode, Mode } from '@cloudscape-design/global-styles';
import { readStored, writeStored } from './stored.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const STORED = 'theme';
const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
let applied: Theme = 'system';

export const storedTheme = (): Theme => THEMES.find((theme) => theme === readStored(STORED)) ?? 'system';

export function applyTheme(theme: Theme): void {
  applied = theme;
  const dark = theme === 'dark' || (theme === 'system' && prefersDark.matches);
  applyMode(dark ? Mode.Dark : Mode.Light);
}

export function chooseTheme(theme: Theme): void {
  writeStored(STORED, theme);
  applyTheme(theme);
}

prefersDark.addEventListener('change', () => applyTheme(applied));
