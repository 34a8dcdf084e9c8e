import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { builtOnce } from '../infra/built-once.ts';

const root = dirname(import.meta.dirname);

/** Where a browser may be installed already: Linux distributions, macOS. */
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** No sandbox, which root and containers have none of, and no calls home. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface BrowserProgram {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * The browser that `CHROME_PATH` names, else an installed one, else the one that comes as a package (Linux on x64).
 * @throws where there is none
 */
export async function findBrowser(
  chosen: string | undefined = process.env.CHROME_PATH,
  installed: readonly string[] = INSTALLED,
): Promise<BrowserProgram> {
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`CHROME_PATH names ${chosen}, which does not exist.`);
    return { executablePath: chosen, env: {} };
  }
  const found = installed.find((path) => existsSync(path));
  return found ? { executablePath: found, env: {} } : packagedBrowser();
}

export async function launchBrowser(): Promise<Browser> {
  const { executablePath, env } = await findBrowser();
  return chromium.launch({ executablePath, args: ARGUMENTS, env: { ...process.env, ...env } });
}

/**
 * The packaged Chromium, with the libraries and a font for a machine that has none. It is unpacked once, in a folder of
 * this clone: its own choice, the machine's temporary folder, is shared with other users and other runs. The package's
 * arguments are left alone: they put everything into one process and switch the web's own rules off.
 */
async function packagedBrowser(): Promise<BrowserProgram> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('There is no Chrome or Chromium: install one, or name it in CHROME_PATH.');
  }
  const entry = import.meta.resolve('@sparticuz/chromium');
  const manifest = join(dirname(fileURLToPath(entry)), '..', 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const folder = join(root, 'dist', 'chromium', version);
  await builtOnce(folder, async (empty) => {
    await unpack(entry, empty);
    chmodSync(join(empty, 'chromium'), 0o755);
    writeFileSync(join(empty, 'fonts.conf'), fontConfiguration(folder));
  });
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
}

/** The package unpacks into the temporary folder of its process, with libraries where it believes to be on Lambda. */
async function unpack(entry: string, folder: string): Promise<void> {
  const script = `(await import(${JSON.stringify(entry)})).default.executablePath()`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', `await ${script}`], {
    env: { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  if (code !== 0) throw new Error('The packaged Chromium could not be unpacked.');
}

const fontConfiguration = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
