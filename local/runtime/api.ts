import { asList, asNumber, asText } from '../aws/json.ts';
import type { Functions } from './functions.ts';
import { type Authorizer, jwtAuthorizer } from './http-api/authorizer.ts';
import { corsOf } from './http-api/cors.ts';
import type { ApiDefinition, RouteDefinition } from './http-api/server.ts';
import type { Resource, Resources } from './template/resources.ts';

/** API Gateway, quotas of HTTP APIs: the longest that an integration may take. */
const INTEGRATION_TIMEOUT_MS = 30_000;

const fail = (message: string): never => {
  throw new Error(message);
};

function authorizersOf(resources: Resources): Map<string, Authorizer> {
  return new Map(
    resources.ofType('AWS::ApiGatewayV2::Authorizer').map(({ id, ref, properties }) => {
      if (properties.AuthorizerType !== 'JWT')
        fail(`Authorizer ${id} is not of type JWT, which alone is served locally.`);
      return [ref, jwtAuthorizer(properties)];
    }),
  );
}

function integrationOf(resources: Resources, route: Resource): Resource {
  const target = asText(route.properties.Target) ?? '';
  const found = resources
    .ofType('AWS::ApiGatewayV2::Integration')
    .find(({ ref }) => target === `integrations/${ref}`);
  if (found?.properties.IntegrationType === 'AWS_PROXY') return found;
  return fail(`Route ${route.id} does not invoke a function, which alone is served locally.`);
}

function routeOf(
  resources: Resources,
  functions: Functions,
  authorizers: Map<string, Authorizer>,
  route: Resource,
): RouteDefinition {
  const { properties } = route;
  const integration = integrationOf(resources, route).properties;
  const type = asText(properties.AuthorizationType) ?? 'NONE';
  const authorizer = authorizers.get(asText(properties.AuthorizerId) ?? '');
  if (type !== 'NONE' && !authorizer) {
    fail(`Route ${route.id} asks for ${type} authorization, which is not served locally.`);
  }
  return {
    key: asText(properties.RouteKey) ?? '$default',
    lambda: functions.get(asText(integration.IntegrationUri) ?? ''),
    scopes: asList(properties.AuthorizationScopes).map(String),
    timeoutMs: asNumber(integration.TimeoutInMillis) ?? INTEGRATION_TIMEOUT_MS,
    ...(type !== 'NONE' && authorizer ? { authorizer } : {}),
  };
}

/** The HTTP API of the templates; undefined if they have none. @throws if they have several, or parts that are not served */
export function apiOf(resources: Resources, functions: Functions): ApiDefinition | undefined {
  const [api, second] = resources.ofType('AWS::ApiGatewayV2::Api');
  if (!api) return undefined;
  if (second) fail('The templates have more than one HTTP API; one is served locally.');
  const stages = resources.ofType('AWS::ApiGatewayV2::Stage');
  const named = stages.find(({ properties }) => properties.StageName !== '$default');
  if (named) fail(`Stage ${named.id} has a name of its own; locally only $default is served.`);
  const authorizers = authorizersOf(resources);
  const cors = corsOf(api.properties.CorsConfiguration);
  return {
    id: api.ref,
    routes: resources
      .ofType('AWS::ApiGatewayV2::Route')
      .map((route) => routeOf(resources, functions, authorizers, route)),
    ...(cors ? { cors } : {}),
  };
}
