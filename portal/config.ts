/**
 * What a deployment tells its portal, at `/config.json`: so one build serves every deployment. The API has no address
 * here: it is below `/v1` of the portal's own origin.
 */
export interface PortalConfig {
  /** Address of the OpenID Connect issuer, as in the `iss` of its tokens. */
  readonly issuer: string;
  readonly clientId: string;
  /** Scopes to ask for, separated by spaces; `openid` is among them. */
  readonly scope: string;
  /** Which of the issuer's tokens the API takes. */
  readonly apiToken: 'access_token' | 'id_token';
  /** Claims of that token that say whose it is; the API decides, the portal only shows what it would refuse. */
  readonly tenantClaim: string;
  readonly rolesClaim: string;
}
