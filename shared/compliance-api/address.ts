import { AppError } from '../errors.ts';

export interface AddressRules {
  readonly allowedHosts?: readonly string[] | undefined;
  /** Lets plain `http` to this machine through, any port: for a simulated tenant. */
  readonly allowLoopback?: boolean | undefined;
}

const anthropic: readonly string[] = ['api.anthropic.com'];
const loopback: readonly string[] = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * The origin that calls go to: `https`, a host of the allow-list, no port, no path, no user. An address that
 * somebody could point elsewhere would carry the key away.
 * @throws AppError `invalid` BASE_ADDRESS_REFUSED, without the address, which may hold a password.
 */
export function complianceOrigin(address: string, rules: AddressRules = {}): string {
  const url = URL.parse(address);
  if (!url || !isBare(url) || !(isAllowed(url, rules) || isLoopback(url, rules))) {
    throw new AppError('invalid', 'BASE_ADDRESS_REFUSED', 'The address of the Compliance API is not allowed');
  }
  return url.origin;
}

function isBare(url: URL): boolean {
  return !url.username && !url.password && url.pathname === '/' && !url.search && !url.hash;
}

function isAllowed(url: URL, { allowedHosts = anthropic }: AddressRules): boolean {
  return (
    url.protocol === 'https:' && url.port === '' && allowedHosts.includes(url.hostname) && !isIpLiteral(url)
  );
}

function isLoopback(url: URL, { allowLoopback = false }: AddressRules): boolean {
  return allowLoopback && url.protocol === 'http:' && loopback.includes(url.hostname);
}

/** The URL parser has turned every spelling of an IPv4 address into dotted decimals. */
function isIpLiteral(url: URL): boolean {
  return url.hostname.startsWith('[') || /^[\d.]+$/.test(url.hostname);
}
