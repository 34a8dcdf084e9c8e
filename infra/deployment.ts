import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';

/** What may differ between deployments; given as CDK context (`-c stage=prod`). */
export interface Deployment {
  /** Lower-case letters and digits; part of names. */
  readonly stage: string;
  /** Folder of the bundled functions. */
  readonly functions: string;
  /** Issuer of the portal's tokens, e.g. `https://login.example.com/`; null: the Cognito user pool of the data stack. */
  readonly oidcIssuer: string | null;
  /** The `aud` that tokens must carry; null with the Cognito user pool. */
  readonly oidcAudience: string | null;
  /** Origins of a portal that is served from elsewhere, e.g. `https://portal.example.com`. */
  readonly portalOrigins: readonly string[];
  /** Origin of the portal stack's own pages, to which the user pool sends people back; null: not known yet. */
  readonly portalUrl: string | null;
  /** Where new Compliance Access Keys go: one secret each, or rows encrypted by KMS (docs/adr/0010). */
  readonly keyStore: KeyStore;
  /** SNS topic that alarms are sent to, which must let CloudWatch and Budgets publish; null: one of the service stack. */
  readonly alarmTopicArn: string | null;
  /** Subscribed to the service stack's own topic; null: nobody. */
  readonly alarmEmail: string | null;
  /** Dollars a month, of which the alarm topic hears when they are nearly or likely to be spent. */
  readonly monthlyBudgetUsd: number;
  /** What the sources were made from, for those who look at the stack; null: nobody said. */
  readonly commit: string | null;
}

const defaultStage = 'dev';

const KEY_STORES = ['secrets-manager', 'kms'] as const;
export type KeyStore = (typeof KEY_STORES)[number];

type Context = Readonly<Record<string, string | number | undefined>>;

/** Reads a setting of this synthesis by its name: what was given, else what the stage has in cdk.json, else null. */
export function settingsOf(app: App): (name: string) => string | null {
  const given = (name: string): unknown => app.node.tryGetContext(name);
  const stages = given('stages') as Readonly<Record<string, Context>> | undefined;
  const ofStage = stages?.[String(given('stage') ?? defaultStage)] ?? {};
  return (name) => {
    const value = given(name) ?? ofStage[name];
    return value === undefined || value === '' ? null : String(value);
  };
}

/** The settings of this synthesis. Throws where one is given wrongly. */
export function readDeployment(app: App): Deployment {
  const context = settingsOf(app);
  const stage = context('stage') ?? defaultStage;
  if (!/^[a-z][a-z0-9]{0,15}$/.test(stage)) {
    throw new Error(`Context "stage" is "${stage}": it must be up to 16 lower-case letters and digits.`);
  }
  const monthlyBudgetUsd = Number(context('monthlyBudgetUsd') ?? 100);
  if (!(monthlyBudgetUsd > 0)) throw new Error('Context "monthlyBudgetUsd" must be a number above 0.');
  const keyStore = KEY_STORES.find((store) => store === (context('keyStore') ?? 'secrets-manager'));
  if (!keyStore) throw new Error(`Context "keyStore" must be ${KEY_STORES.join(' or ')}.`);
  const oidcIssuer = context('oidcIssuer');
  const oidcAudience = context('oidcAudience');
  if ((oidcIssuer === null) !== (oidcAudience === null)) {
    throw new Error('Context "oidcIssuer" and "oidcAudience" must be given together.');
  }
  return {
    stage,
    functions: context('functions') ?? join(import.meta.dirname, '..', 'dist', 'functions'),
    oidcIssuer,
    oidcAudience,
    portalOrigins: context('portalOrigins')?.split(',') ?? [],
    portalUrl: portalUrlFrom(context),
    keyStore,
    alarmTopicArn: context('alarmTopicArn'),
    alarmEmail: context('alarmEmail'),
    monthlyBudgetUsd,
    commit: context('commit'),
  };
}

/** That of its own domain, else the one that the portal stack's first deployment has put out. */
function portalUrlFrom(context: (name: string) => string | null): string | null {
  const domain = context('portalDomain');
  if (domain) return `https://${domain}`;
  const url = context('portalUrl');
  if (url && URL.parse(url)?.origin !== url) {
    throw new Error(
      `Context "portalUrl" is "${url}": it must be an origin such as https://portal.example.com.`,
    );
  }
  return url;
}

/** Names that one deployment shares, without the stage they would meet another one's in the same account. */
export const nameIn = ({ stage }: Pick<Deployment, 'stage'>, part: string): string =>
  `claude-enterprise-integration-${stage}-${part}`;
