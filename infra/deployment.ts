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
  /** SNS topic that alarms are sent to, which must let CloudWatch and Budgets publish; null: one of the service stack. */
  readonly alarmTopicArn: string | null;
  /** Subscribed to the service stack's own topic; null: nobody. */
  readonly alarmEmail: string | null;
  /** Dollars a month, of which the alarm topic hears when they are nearly or likely to be spent. */
  readonly monthlyBudgetUsd: number;
  /** What the sources were made from, for those who look at the stack; null: nobody said. */
  readonly commit: string | null;
}

type Context = Readonly<Record<string, string | number | undefined>>;

/** The settings of this synthesis: those given, else those of the stage in cdk.json. Throws where one is given wrongly. */
export function readDeployment(app: App): Deployment {
  const given = (name: string): unknown => app.node.tryGetContext(name);
  const stage = String(given('stage') ?? 'dev');
  if (!/^[a-z][a-z0-9]{0,15}$/.test(stage)) {
    throw new Error(`Context "stage" is "${stage}": it must be up to 16 lower-case letters and digits.`);
  }
  const ofStage = (given('stages') as Readonly<Record<string, Context>> | undefined)?.[stage] ?? {};
  const context = (name: string): string | null => {
    const value = given(name) ?? ofStage[name];
    return value === undefined || value === '' ? null : String(value);
  };
  const monthlyBudgetUsd = Number(context('monthlyBudgetUsd') ?? 100);
  if (!(monthlyBudgetUsd > 0)) throw new Error('Context "monthlyBudgetUsd" must be a number above 0.');
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
    alarmTopicArn: context('alarmTopicArn'),
    alarmEmail: context('alarmEmail'),
    monthlyBudgetUsd,
    commit: context('commit'),
  };
}

/** Names that one deployment shares, without the stage they would meet another one's in the same account. */
export const nameIn = ({ stage }: Pick<Deployment, 'stage'>, part: string): string =>
  `claude-enterprise-integration-${stage}-${part}`;
