import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnStage,
  CorsHttpMethod,
  HttpApi,
  type HttpMethod,
  type HttpRoute,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Route } from '../../shared/api/routes.ts';
import { RunbookAlarm } from './runbook-alarm.ts';

export interface ApiProps<Name extends string> {
  readonly name: string;
  /** Encrypts the access log. */
  readonly key: IKey;
  readonly routes: readonly (Pick<Route, 'method' | 'path'> & { readonly function: Name })[];
  /** Every function that the routes name. */
  readonly functions: { readonly [N in Name]: IFunction };
  readonly authorizer: IHttpRouteAuthorizer;
  /** Origins other than the API's own that may call it from a browser. */
  readonly origins: readonly string[];
  /** Requests per second of single routes, by `METHOD path`. */
  readonly limits: Readonly<Record<string, number>>;
}

/** The HTTP API of a route table: every route asks for a token, is counted and is logged without query or body. */
export class Api<Name extends string> extends Construct {
  readonly http: HttpApi;

  constructor(scope: Construct, id: string, props: ApiProps<Name>) {
    super(scope, id);
    this.http = new HttpApi(this, 'Http', {
      apiName: props.name,
      createDefaultStage: false,
      defaultAuthorizer: props.authorizer,
      ...(props.origins.length > 0 && { corsPreflight: corsFor(props.origins) }),
    });
    // Settings of a route that does not exist yet are refused.
    this.addStage(props).node.addDependency(...this.addRoutes(props));
    this.alarmOnServerErrors(props.name);
    this.alarmOnLatency(props.name);
  }

  private addRoutes({ routes, functions }: ApiProps<Name>): HttpRoute[] {
    const integrations = new Map<Name, HttpLambdaIntegration>();
    return routes.flatMap(({ method, path, function: name }) => {
      const integration = integrations.get(name) ?? new HttpLambdaIntegration(name, functions[name]);
      integrations.set(name, integration);
      return this.http.addRoutes({ path, methods: [method as HttpMethod], integration });
    });
  }

  private addStage({ limits, key }: ApiProps<Name>): HttpStage {
    const logs = new LogGroup(this, 'AccessLogs', {
      retention: RetentionDays.ONE_MONTH,
      encryptionKey: key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.http,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 50, burstLimit: 100 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(logs),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    });
    const resource = stage.node.defaultChild as CfnStage;
    resource.routeSettings = Object.fromEntries(
      Object.entries(limits).map(([route, perSecond]) => [
        route,
        { ThrottlingRateLimit: perSecond, ThrottlingBurstLimit: perSecond },
      ]),
    );
    return stage;
  }

  private alarmOnServerErrors(subject: string): void {
    new RunbookAlarm(this, 'ServerErrors', {
      heading: 'API server errors',
      subject,
      says: 'answered more than 1 % of its requests with a server error',
      metric: new MathExpression({
        expression: '100 * failed / requests',
        usingMetrics: { failed: this.http.metricServerError(), requests: this.http.metricCount() },
        period: Duration.minutes(5),
        label: 'server errors, % of requests',
      }),
      threshold: 1,
    });
  }

  private alarmOnLatency(subject: string): void {
    new RunbookAlarm(this, 'Latency', {
      heading: 'API slow',
      subject,
      says: 'took more than two seconds for one request in twenty, three times five minutes in a row',
      metric: this.http.metricLatency({ period: Duration.minutes(5), statistic: 'p95' }),
      threshold: 2_000,
      periods: 3,
    });
  }
}

/** Neither address, query, token nor body of the caller. */
const accessLogFields = {
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  bytes: '$context.responseLength',
  integrationError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
};

const corsFor = (origins: readonly string[]) => ({
  allowOrigins: [...origins],
  allowMethods: [
    CorsHttpMethod.GET,
    CorsHttpMethod.POST,
    CorsHttpMethod.PUT,
    CorsHttpMethod.PATCH,
    CorsHttpMethod.DELETE,
  ],
  allowHeaders: ['authorization', 'content-type', 'accept', 'idempotency-key'],
  exposeHeaders: ['content-disposition', 'retry-after', 'x-correlation-id'],
  maxAge: Duration.hours(1),
});
