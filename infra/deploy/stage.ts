import { nameIn } from '../deployment.ts';

/** A stage as cdk.json has it under `context.stages`, with what was given on the command line. */
export interface Stage {
  readonly name: string;
  /** The AWS account that it belongs to; null: any. */
  readonly account: string | null;
  /** Null: the one that the AWS CLI is set to. */
  readonly region: string | null;
  /** Context for the synthesis, `stage` included. */
  readonly context: Readonly<Record<string, string>>;
}

/** Something that was typed or configured wrongly. The message says what there is instead. */
export class WrongSetting extends Error {
  override readonly name = 'WrongSetting';
}

/** Stacks in the order in which they are deployed. */
export const stackParts = ['data', 'service', 'portal'] as const;

export const stackName = (stage: Stage, part: (typeof stackParts)[number]): string =>
  nameIn({ stage: stage.name }, part);

/** Only this stage refuses to be deployed with anything left open. */
export const isProduction = ({ name }: Stage): boolean => name === 'prod';

/**
 * Reads a stage out of the text of cdk.json. `given` holds what `-c name=value` said, and wins.
 * @throws WrongSetting
 */
export function readStage(cdkJson: string, name: string, given: readonly string[] = []): Stage {
  const { context } = JSON.parse(cdkJson) as {
    context?: { stages?: Record<string, Record<string, string | number>> };
  };
  const stages = context?.stages ?? {};
  const configured = Object.hasOwn(stages, name) ? stages[name] : undefined;
  if (!configured) {
    throw new WrongSetting(
      `There is no stage "${name}" in cdk.json: it has ${Object.keys(stages).join(', ') || 'none'}.`,
    );
  }
  const settings = Object.fromEntries(
    Object.entries({ ...configured, ...Object.fromEntries(given.map(pairOf)) }).map(([key, value]) => [
      key,
      String(value),
    ]),
  );
  const { account = '', region = '', ...others } = settings;
  return { name, account: account || null, region: region || null, context: { ...others, stage: name } };
}

function pairOf(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new WrongSetting(`"-c ${text}" is not of the form name=value.`);
  return [text.slice(0, at), text.slice(at + 1)];
}
