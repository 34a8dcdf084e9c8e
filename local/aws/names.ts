/** The account and region that every local resource belongs to. */
export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

/** `arn('sqs', 'jobs')` → `arn:aws:sqs:us-east-1:000000000000:jobs`. */
export const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
