import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

// Parts of the AWS SDK that nothing here can reach, left out of every bundle. Together about 160 kB each.

/**
 * A Lambda function gets its credentials from the environment alone, so the SDK's search through files, single
 * sign-on, processes and the metadata service is left out. Region and endpoint settings are read by other parts of the
 * SDK and stay.
 */
const environmentCredentials = replaced({
  module: /^@aws-sdk\/credential-provider-node$/,
  by: `export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';`,
});

/** No operation that is called here has an event stream; the S3 client asks for these two when it is made. */
const noEventStreams = replaced({
  module: /^@smithy\/core\/event-streams$/,
  by: `
    export const resolveEventStreamSerdeConfig = (config) => config;
    export const eventStreamSerdeProvider = () => undefined;
    export class EventStreamSerde {
      constructor() {
        throw new Error('Event streams are not part of this bundle (infra/lighter-sdk.ts).');
      }
    }`,
});

/** Endpoint discovery is switched off unless a client asks for it. */
const noEndpointDiscovery = replaced({
  module: /^@aws-sdk\/endpoint-cache$/,
  by: 'export class EndpointCache {}',
});

/** Each client carries its whole package.json, and reads its version. */
const versionsOnly: Plugin = {
  name: 'versions-only',
  setup(build) {
    build.onLoad({ filter: /[\\/]@aws-sdk[\\/][^\\/]+[\\/]package\.json$/ }, async ({ path }) => {
      const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string };
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

export const lighterSdk: Plugin[] = [
  environmentCredentials,
  noEventStreams,
  noEndpointDiscovery,
  versionsOnly,
];

function replaced({ module, by }: { module: RegExp; by: string }): Plugin {
  const namespace = `instead-of-${module.source}`;
  return {
    name: namespace,
    setup(build) {
      build.onResolve({ filter: module }, ({ path, resolveDir }) => ({
        path,
        namespace,
        pluginData: resolveDir,
      }));
      build.onLoad({ filter: /.*/, namespace }, ({ pluginData }) => ({
        contents: by,
        resolveDir: pluginData,
      }));
    },
  };
}
