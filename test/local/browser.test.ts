import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { findBrowser } from '../../local/browser.ts';

function anInstalledBrowser(): string {
  const folder = mkdtempSync(join(tmpdir(), 'browser-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'chromium');
  writeFileSync(path, '');
  return path;
}

describe('the browser', () => {
  test('is the one that was chosen, even where another one is installed', async () => {
    const [chosen, installed] = [anInstalledBrowser(), anInstalledBrowser()];

    expect(await findBrowser(chosen, [installed])).toMatchObject({ executablePath: chosen });
  });

  test('is the first that is installed where none was chosen', async () => {
    const installed = anInstalledBrowser();

    expect(await findBrowser(undefined, ['/nowhere/chrome', installed])).toMatchObject({
      executablePath: installed,
    });
  });

  test('is never another one than the one that was chosen', async () => {
    await expect(findBrowser('/nowhere/chrome', [])).rejects.toThrow('CHROME_PATH names /nowhere/chrome');
  });

  test('comes as a package where none is installed, and every user may run it', {
    timeout: 60_000,
  }, async (context) => {
    context.skip(process.platform !== 'linux' || process.arch !== 'x64', 'the package is for Linux on x64');

    const { executablePath, env } = await findBrowser(undefined, []);

    for (const path of [executablePath, dirname(executablePath)]) {
      expect(statSync(path).mode & 0o777, path).toBe(0o755);
    }
    expect(statSync(join(env.LD_LIBRARY_PATH?.split(':')[0] ?? '', 'libnss3.so')).isFile()).toBe(true);
    expect(statSync(join(dirname(executablePath), 'fonts')).isDirectory()).toBe(true);
  });
});
