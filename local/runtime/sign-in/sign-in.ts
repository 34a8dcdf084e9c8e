import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../../aws/http-server.ts';
import { type Answer, isLocal, pageAnswer, redirectTo } from './answer.ts';
import { authorize, chooseUser } from './authorize.ts';
import { createGrants, type Grants } from './grants.ts';
import { messagePage } from './page.ts';
import { NO_SESSION, sessionOf } from './session.ts';
import { exchange, type TokenContext } from './token.ts';

export interface SignInOptions extends Pick<TokenContext, 'sign' | 'tokenSeconds'> {
  /** Address of the issuer. */
  url(): string;
  /** The one client there is; also the audience of its tokens. */
  clientId: string;
}

export interface SignIn {
  /** What the discovery document says of it. */
  metadata(): Readonly<Record<string, unknown>>;
  /** Answers requests to its endpoints, and says whether it did. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

/** Sign-in of an OpenID Connect issuer by authorization code with PKCE (RFC 6749, RFC 7636), for people on this machine. */
export function createSignIn({ url, ...options }: SignInOptions): SignIn {
  const grants = createGrants();
  const context = () => ({ ...options, grants, issuer: url() });

  async function answerTo(request: IncomingMessage): Promise<Answer | undefined> {
    const { method, headers } = request;
    const address = new URL(request.url ?? '/', url());
    const form = async () => new URLSearchParams((await readBody(request)).toString('utf8'));
    switch (`${method} ${address.pathname}`) {
      case 'GET /authorize':
        return authorize(context(), address, headers.cookie);
      case 'POST /authorize':
        return chooseUser(context(), address, await form());
      case 'POST /token':
        return exchange(context(), await form(), headers.origin);
      case 'GET /end-session':
        return endSession(grants, address, headers.cookie);
      default:
        return undefined;
    }
  }

  return {
    metadata: () => ({
      authorization_endpoint: `${url()}/authorize`,
      token_endpoint: `${url()}/token`,
      end_session_endpoint: `${url()}/end-session`,
      grant_types_supported: ['authorization_code', 'refresh_token'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none'],
      scopes_supported: ['openid', 'email', 'profile', 'offline_access'],
      authorization_response_iss_parameter_supported: true,
    }),
    async handle(request, response) {
      const answer = await answerTo(request);
      if (answer) response.writeHead(answer.status, answer.headers).end(answer.body);
      return answer !== undefined;
    },
  };
}

function endSession(grants: Grants, { searchParams }: URL, cookies: string | undefined): Answer {
  grants.closeSession(sessionOf(cookies));
  const headers = { 'set-cookie': NO_SESSION };
  const returnTo = searchParams.get('post_logout_redirect_uri') ?? '';
  return isLocal(returnTo)
    ? redirectTo(new URL(returnTo), headers)
    : pageAnswer(200, messagePage('Signed out', 'You can close this page.'), headers);
}
