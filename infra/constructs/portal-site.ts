import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  OriginRequestPolicy,
  ResponseHeadersPolicy,
  type ResponseSecurityHeadersBehavior,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type IBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { Construct } from 'constructs';
import {
  cacheControl,
  contentSecurityPolicy,
  HASHED_FILES,
  PAGE_FILES,
  securityHeaders,
  TRANSPORT_SECURITY_SECONDS,
} from '../../portal/security-headers.ts';
import type { PortalSettings } from '../portal-settings.ts';

export interface PortalSiteProps extends PortalSettings {
  /** Of the built portal. */
  readonly folder: string;
  /** Host of the HTTP API, which the portal's pages find below `/v1` of their own origin. */
  readonly apiHost: string;
}

/** The portal's pages and, below the same origin, the API: a private bucket behind CloudFront. */
export class PortalSite extends Construct {
  readonly distribution: Distribution;

  constructor(scope: Construct, id: string, props: PortalSiteProps) {
    super(scope, id);
    // The CDK's own types do not hold under exactOptionalPropertyTypes.
    const bucket = this.pagesBucket() as IBucket;
    this.distribution = new Distribution(this, 'Distribution', {
      comment: 'Portal of the Claude Enterprise integration',
      defaultRootObject: 'index.html',
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      ...(props.webAclArn && { webAclId: props.webAclArn }),
      ...(props.domain && {
        domainNames: [props.domain.name],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', props.domain.certificateArn),
      }),
      defaultBehavior: {
        origin: S3BucketOrigin.withOriginAccessControl(bucket),
        viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        responseHeadersPolicy: this.headersPolicy(props.signInOrigins),
        functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: this.pageRoutes() }],
      },
      additionalBehaviors: {
        '/v1/*': {
          origin: new HttpOrigin(props.apiHost),
          allowedMethods: AllowedMethods.ALLOW_ALL,
          cachePolicy: CachePolicy.CACHING_DISABLED,
          originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        },
      },
    });
    this.deliver(bucket, props);
  }

  private pagesBucket(): Bucket {
    return new Bucket(this, 'Pages', {
      ...privateBucket,
      serverAccessLogsBucket: this.logBucket(),
      serverAccessLogsPrefix: 'pages/',
      // Pages of an earlier release go on loading the files that they were built with.
      versioned: true,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
    });
  }

  /** Which files were fetched and brought. The distribution keeps no log: addresses of lists hold e-mail addresses. */
  private logBucket(): IBucket {
    const bucket = new Bucket(this, 'Logs', {
      ...privateBucket,
      lifecycleRules: [{ expiration: Duration.days(365) }],
    });
    return bucket as IBucket;
  }

  /** Routes of the portal are answered by its one page. As error pages they would hide the API's own answers. */
  private pageRoutes(): EdgeFunction {
    return new EdgeFunction(this, 'PageRoutes', {
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(
        `function handler(event) {
  var request = event.request;
  var isFile = request.uri.startsWith('${HASHED_FILES}') || ${JSON.stringify(PAGE_FILES)}.includes(request.uri);
  if (!isFile) request.uri = '/index.html';
  return request;
}`,
      ),
    });
  }

  private headersPolicy(signInOrigins: readonly string[]): ResponseHeadersPolicy {
    const named = new Set([
      'content-security-policy',
      'strict-transport-security',
      'x-content-type-options',
      'x-frame-options',
      'referrer-policy',
    ]);
    const others = Object.entries(securityHeaders(signInOrigins)).filter(([header]) => !named.has(header));
    return new ResponseHeadersPolicy(this, 'Headers', {
      securityHeadersBehavior: namedHeaders(signInOrigins),
      customHeadersBehavior: {
        customHeaders: others.map(([header, value]) => ({ header, value, override: true })),
      },
    });
  }

  /** Files with a hash in their name first and for good, then the page that names them, then what they are told. */
  private deliver(bucket: IBucket, { folder, config }: PortalSiteProps): void {
    const cached = (path: string) => [CacheControl.fromString(cacheControl(path))];
    const logGroup = new LogGroup(this, 'DeliveryLogs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const assets = new BucketDeployment(this, 'Assets', {
      sources: [Source.asset(folder, { exclude: ['*', '!assets', '!assets/**'] })],
      destinationBucket: bucket,
      cacheControl: cached(HASHED_FILES),
      prune: false,
      logGroup,
    });
    const pages = new BucketDeployment(this, 'PageFiles', {
      sources: [
        Source.asset(folder, { exclude: ['assets', 'assets/**'] }),
        Source.jsonData('config.json', config),
      ],
      destinationBucket: bucket,
      cacheControl: cached('/index.html'),
      prune: false,
      logGroup,
      distribution: this.distribution,
      distributionPaths: ['/index.html', ...PAGE_FILES],
    });
    pages.node.addDependency(assets);
  }
}

const privateBucket = {
  encryption: BucketEncryption.S3_MANAGED,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  // CloudFormation deletes no bucket that holds something.
  removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
} as const;

/** Headers that CloudFront wants by name. */
const namedHeaders = (signInOrigins: readonly string[]): ResponseSecurityHeadersBehavior => ({
  contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(signInOrigins), override: true },
  strictTransportSecurity: {
    accessControlMaxAge: Duration.seconds(TRANSPORT_SECURITY_SECONDS),
    includeSubdomains: true,
    override: true,
  },
  contentTypeOptions: { override: true },
  frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
  referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
});
