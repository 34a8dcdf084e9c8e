/**
 * What the portal's pages may do, the same from CloudFront and from the local runtime: its own script, style, images and
 * API, and the issuer's sign-in. No inline script, no other host, no frame around it.
 *
 * @param signInOrigins origins of the issuer and of its token endpoint
 */
export const contentSecurityPolicy = (signInOrigins: readonly string[]): string =>
  [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self'`,
    `font-src 'self'`,
    `connect-src ${["'self'", ...new Set(signInOrigins)].join(' ')}`,
    `form-action 'self'`,
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; ');

/** Two years, in seconds. Browsers heed it over HTTPS only. */
export const TRANSPORT_SECURITY_SECONDS = 63_072_000;

/** Headers of every answer that is not the API's. */
export const securityHeaders = (signInOrigins: readonly string[]): Readonly<Record<string, string>> => ({
  'content-security-policy': contentSecurityPolicy(signInOrigins),
  'strict-transport-security': `max-age=${TRANSPORT_SECURITY_SECONDS}; includeSubDomains`,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'permissions-policy':
    'accelerometer=(), camera=(), clipboard-read=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
});

/** Files below it carry a hash of their content in their name. */
export const HASHED_FILES = '/assets/';

export const cacheControl = (path: string): string =>
  path.startsWith(HASHED_FILES) ? 'public, max-age=31536000, immutable' : 'no-cache';

/** Files beside the one page and those with a hash in their name. */
export const PAGE_FILES = ['/config.json', '/icon.svg'] as const;

/** Whether a path is a file's own; every other path is a route, which the one page answers. */
export const isFile = (path: string): boolean =>
  path.startsWith(HASHED_FILES) || PAGE_FILES.some((file) => file === path);
