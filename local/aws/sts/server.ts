import { AwsFault } from '../fault.ts';
import type { ListeningServer } from '../http-server.ts';
import type { Access } from '../iam/access.ts';
import { serveQuery } from '../query-server.ts';
import { type RequestCounts, requestCounts } from '../request-counts.ts';

/** `AssumeRole` of STS, with session tags. */
export async function startSts(options: {
  access: Access;
  counts?: RequestCounts;
  port?: number;
}): Promise<ListeningServer> {
  const counts = options.counts ?? requestCounts();
  return serveQuery(
    'https://sts.amazonaws.com/doc/2011-06-15/',
    ({ operation, input, signer }) => {
      counts.add('sts', operation);
      if (operation !== 'AssumeRole') throw new AwsFault('InvalidAction', operation);
      const roleArn = input.get('RoleArn') ?? '';
      const { keyId, secret, sessionToken, expiresAt } = options.access.assume(signer, {
        roleArn,
        tags: tagsIn(input),
        seconds: Number(input.get('DurationSeconds') ?? 3_600),
      });
      const session = `${roleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/')}/${input.get('RoleSessionName')}`;
      return [
        `<Credentials><AccessKeyId>${keyId}</AccessKeyId><SecretAccessKey>${secret}</SecretAccessKey>`,
        `<SessionToken>${sessionToken}</SessionToken><Expiration>${new Date(expiresAt).toISOString()}</Expiration></Credentials>`,
        `<AssumedRoleUser><Arn>${session}</Arn><AssumedRoleId>${keyId}</AssumedRoleId></AssumedRoleUser>`,
      ].join('');
    },
    options.port,
  );
}

function tagsIn(input: URLSearchParams): Record<string, string> {
  const tags: Record<string, string> = {};
  for (let n = 1; input.has(`Tags.member.${n}.Key`); n += 1) {
    tags[input.get(`Tags.member.${n}.Key`) ?? ''] = input.get(`Tags.member.${n}.Value`) ?? '';
  }
  return tags;
}
