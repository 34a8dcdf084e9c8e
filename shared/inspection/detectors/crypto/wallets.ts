import { type DataType, type Finder, type Levels, STRONG } from '../../detect/data-type.ts';
import { isBase58Check } from '../checks/base58.ts';
import { isBech32 } from '../checks/bech32.ts';
import { sampleOf } from '../credentials/sample.ts';

const WALLET_WORDS = [
  'wallet',
  'wallet address',
  'crypto',
  'cryptocurrency',
  'deposit address',
  'payout address',
  'blockchain',
];
const NEEDS_CONTEXT: Levels = { alone: 'low', weak: 'high', own: 'high' };

/** Base58 addresses begin with one letter or digit, so they are tried where a word of letters and digits begins. */
const base58 = (pattern: RegExp, shapes: readonly string[]): Finder => ({
  kind: 'shape',
  shapes,
  exact: true,
  run: [25, 112],
  match: (text, start) => {
    const found = pattern.exec(text.slice(start, start + 112))?.[0];
    return found ? start + found.length : -1;
  },
});

const bitcoin: DataType = {
  id: 'CRYPTO_BTC',
  name: 'Bitcoin address',
  group: 'crypto',
  source: 'Bitcoin base58check addresses; BIP 173, BIP 350',
  find: [
    base58(/^(?:1|3)[1-9A-HJ-NP-Za-km-z]{25,34}(?![A-Za-z0-9])/, ['1xxx', '3xxx']),
    { kind: 'token', prefixes: ['bc1', 'BC1'], rest: /[02-9ac-hj-np-zAC-HJ-NP-Z]{11,71}/ },
  ],
  validate: (value) => (/^bc1/i.test(value) ? isBech32(value) : isBase58Check(value)),
  isTest: (value) => value === '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa',
  context: ['bitcoin', 'btc', 'satoshi', 'bitcoin address', 'btc address'],
  weakContext: WALLET_WORDS,
  confidence: STRONG,
  mask: { head: 4, tail: 4 },
  hits: [
    'BTC: «bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4»',
    'send to «1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2»',
    'Donations: «17g7PbBBcKdbA3DVdkaBQYcDoazXRgH3Ya»',
    'wallet «3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy»',
  ],
  misses: ['BTC bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5', 'bitcoin 1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3'],
};

const ethereum: DataType = {
  id: 'CRYPTO_ETH',
  name: 'Ethereum address',
  group: 'crypto',
  source: 'Ethereum yellow paper, appendix F: 0x and forty hex digits',
  find: [{ kind: 'token', prefixes: ['0x'], rest: /[A-Fa-f0-9]{40}/ }],
  validate: (value) => !/^0x(.)\1{20}/.test(value) && !/^0x0{16}/.test(value),
  context: [
    'ethereum',
    'eth',
    'eth address',
    'erc20',
    'erc',
    'metamask',
    'usdt',
    'usdc',
    'polygon',
    'matic',
    'bnb',
    'bsc',
    'ens',
  ],
  weakContext: WALLET_WORDS,
  confidence: NEEDS_CONTEXT,
  mask: { head: 4, tail: 4 },
  hits: [`ETH wallet: «${sampleOf('0x', 'hex', 40)}»`, `pay me in USDC at «${sampleOf('0x', 'hex', 40, 2)}»`],
  misses: [`sha1 ${sampleOf('0x', 'hex', 40)}`, 'eth 0x0000000000000000000000000000000000000000'],
};

const tron: DataType = {
  id: 'CRYPTO_TRX',
  name: 'Tron address',
  group: 'crypto',
  source: 'TRON documentation: base58check of 0x41 and twenty bytes',
  find: [base58(/^(?:T)[1-9A-HJ-NP-Za-km-z]{33}(?![A-Za-z0-9])/, ['Txxx'])],
  validate: isBase58Check,
  context: ['tron', 'trx', 'trc20', 'usdt'],
  weakContext: WALLET_WORDS,
  confidence: STRONG,
  mask: { head: 4, tail: 4 },
  hits: ['USDT (TRC20): «TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t»'],
  misses: ['TRX TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u'],
};

const litecoin: DataType = {
  id: 'CRYPTO_LTC',
  name: 'Litecoin address',
  group: 'crypto',
  source: 'Litecoin: base58check beginning L or M, bech32 ltc1',
  find: [
    base58(/^(?:L|M)[1-9A-HJ-NP-Za-km-z]{26,33}(?![A-Za-z0-9])/, ['Lxxx', 'Mxxx']),
    { kind: 'token', prefixes: ['ltc1'], rest: /[02-9ac-hj-np-z]{11,71}/ },
  ],
  validate: (value) => (value.startsWith('ltc1') ? isBech32(value) : isBase58Check(value)),
  context: ['litecoin', 'ltc'],
  weakContext: WALLET_WORDS,
  confidence: STRONG,
  mask: { head: 4, tail: 4 },
  hits: ['LTC address «LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1»'],
  misses: ['LTC LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc2'],
};

const ripple: DataType = {
  id: 'CRYPTO_XRP',
  name: 'XRP address',
  group: 'crypto',
  source: 'XRPL documentation, base58 encodings',
  find: [
    base58(/^(?:r)[rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz]{24,34}(?![A-Za-z0-9])/, [
      'rxxx',
    ]),
  ],
  validate: (value) => isBase58Check(value, 'ripple'),
  context: ['ripple', 'xrp'],
  weakContext: WALLET_WORDS,
  confidence: STRONG,
  mask: { head: 4, tail: 4 },
  hits: ['XRP: «rDTXLQ7ZKZVKz33zJbHjgVShjsBnqMBhmN»'],
  misses: ['XRP rDTXLQ7ZKZVKz33zJbHjgVShjsBnqMBhmM'],
};

const monero: DataType = {
  id: 'CRYPTO_XMR',
  name: 'Monero address',
  group: 'crypto',
  source: 'Monero documentation: 95 characters, beginning 4 or 8',
  find: [base58(/^(?:4|8)[0-9AB][1-9A-HJ-NP-Za-km-z]{93}(?![A-Za-z0-9])/, ['4xxx', '8xxx'])],
  validate: (value) => /[A-Z]/.test(value) && /[a-z]/.test(value),
  context: ['monero', 'xmr'],
  weakContext: WALLET_WORDS,
  confidence: { alone: 'medium', weak: 'high', own: 'high' },
  mask: { head: 4, tail: 4 },
  hits: [
    `XMR «${sampleOf('4A', 'base62', 93)
      .replaceAll(/[0OIl]/g, 'x')
      .replace('4x', '4A')}»`,
  ],
  misses: ['XMR 4Ashort'],
};

const cardano: DataType = {
  id: 'CRYPTO_ADA',
  name: 'Cardano address',
  group: 'crypto',
  source: 'CIP-19: bech32, addr1',
  find: [{ kind: 'token', prefixes: ['addr1', 'stake1'], rest: /[02-9ac-hj-np-z]{50,110}/ }],
  validate: isBech32,
  context: ['cardano', 'ada'],
  weakContext: WALLET_WORDS,
  confidence: STRONG,
  mask: { head: 5, tail: 4 },
  hits: ['ADA: «addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl8»'],
  misses: ['ADA: addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl9'],
};

const solana: DataType = {
  id: 'CRYPTO_SOL',
  name: 'Solana address',
  group: 'crypto',
  source: 'Solana documentation: base58 of 32 bytes, no checksum',
  find: [
    {
      kind: 'labelled',
      match(text, start) {
        const address = /^[1-9A-HJ-NP-Za-km-z]{43,44}(?![A-Za-z0-9])/.exec(
          text.slice(start, start + 45),
        )?.[0];
        return address ? start + address.length : -1;
      },
    },
  ],
  validate: (value) => /\d/.test(value) && /[A-Z]/.test(value) && /[a-z]/.test(value),
  context: [
    'solana',
    'sol',
    'sol address',
    'sol wallet',
    'solana address',
    'solana wallet',
    'phantom wallet',
  ],
  confidence: { alone: 'none', weak: 'low', own: 'high' },
  mask: { head: 4, tail: 4 },
  hits: ['Solana wallet: «7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtVz»'],
  misses: ['hash 7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtVz'],
};

const walletKey: DataType = {
  id: 'CRYPTO_PRIVATE_KEY',
  name: 'Wallet private key',
  group: 'crypto',
  source: 'Bitcoin WIF (base58check), BIP 32 extended private keys',
  find: [
    base58(/^(?:5|K|L)[1-9A-HJ-NP-Za-km-z]{50,51}(?![A-Za-z0-9])/, ['5xxx', 'Kxxx', 'Lxxx']),
    { kind: 'token', prefixes: ['xprv', 'yprv', 'zprv'], rest: /[1-9A-HJ-NP-Za-km-z]{107}/ },
  ],
  validate: isBase58Check,
  confidence: STRONG,
  mask: { head: 1 },
  hits: [`WIF: «5Kb8kLf9zgWQnogidDA76Mz${'PL6TsZZY36hWXMssSzNydYXYB9KF'}»`],
  misses: [`5Kb8kLf9zgWQnogidDA76Mz${'PL6TsZZY36hWXMssSzNydYXYB9KG'}`],
};

/** Twelve to twenty-four short lower-case words. */
const matchSeed = (text: string, start: number): number => {
  const phrase = /^["'`]?(?:(?:\d{1,2}[.)] ?)?[a-z]{3,8}[ ,\n]{1,2}){11,23}[a-z]{3,8}(?![a-z])/.exec(
    text.slice(start, start + 320),
  )?.[0];
  if (!phrase) return -1;
  const words = phrase.match(/[a-z]{3,8}/g) ?? [];
  return [12, 15, 18, 21, 24].includes(words.length) && new Set(words).size >= words.length - 2
    ? start + phrase.length
    : -1;
};

const seedPhrase: DataType = {
  id: 'CRYPTO_SEED_PHRASE',
  name: 'Wallet recovery phrase',
  group: 'crypto',
  source: 'BIP 39: 12, 15, 18, 21 or 24 words of three to eight letters',
  find: [{ kind: 'labelled', match: matchSeed }],
  context: [
    'seed phrase',
    'recovery phrase',
    'secret recovery phrase',
    'mnemonic',
    'mnemonic phrase',
    'backup phrase',
    'bip39',
  ],
  confidence: { alone: 'none', weak: 'low', own: 'high' },
  mask: {},
  hits: ['Seed phrase: «lunar orbit cactus velvet river anchor maple tunnel cobalt ember signal harvest»'],
  misses: ['seed phrase is what restores a wallet, so never share it with anybody you meet'],
};

export const wallets: readonly DataType[] = [
  walletKey,
  bitcoin,
  tron,
  ethereum,
  litecoin,
  ripple,
  monero,
  cardano,
  solana,
  seedPhrase,
];
