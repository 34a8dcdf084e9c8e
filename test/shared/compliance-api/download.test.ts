import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkedBody, type Download } from '../../../shared/compliance-api/download.ts';
import { answer, calmHeaders, collect, refuse, scriptedApi } from './support/scripted-server.ts';

const contract = Buffer.from('§ 7 Vertragsstrafe: 4 % je Woche.\n');

function contentHeaders(bytes: Uint8Array): Record<string, string> {
  return {
    'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'content-disposition': "attachment; filename*=utf-8''frachtvertrag-entwurf.docx",
    'content-md5': createHash('md5').update(bytes).digest('base64'),
  };
}

async function bytesOf(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await collect(body));
}

function downloadOf(chunks: readonly string[], md5: string | null): Download {
  async function* body() {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  const rest = { name: null, contentType: null, requestId: null, providerTime: null, cancel: () => {} };
  return { ...rest, md5, body: body() };
}

test('a file comes with its name, its type, its hash and its bytes', async () => {
  const { api, requests } = await scriptedApi((_request, response) =>
    answer(response, contract, { headers: contentHeaders(contract) }),
  );

  const file = await api.fileContent('claude_file_01Wc9RxTnB4vQz7KmLpHsY3d');
  const checked = checkedBody(file, { maxBytes: 1_000 });

  expect(await bytesOf(checked.body)).toEqual(contract);
  expect(checked.summary()).toEqual({ bytes: 35, md5: '988dcb18315b0feb325351e5087bd5d2', integrity: 'md5' });
  expect(file).toMatchObject({
    name: 'frachtvertrag-entwurf.docx',
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    md5: '988dcb18315b0feb325351e5087bd5d2',
    requestId: 'req_011CYp',
  });
  expect(requests[0]).toMatchObject({
    path: '/v1/compliance/apps/chats/files/claude_file_01Wc9RxTnB4vQz7KmLpHsY3d/content',
    headers: { 'accept-encoding': 'identity' },
  });
});

test('a page of a proxy is no file: it is asked for again', async () => {
  const { api } = await scriptedApi((_request, response, call) => {
    if (call === 1)
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Please sign in</html>');
    else answer(response, contract, { headers: contentHeaders(contract) });
  });

  const file = await api.fileContent('claude_file_1');

  expect(await bytesOf(file.body)).toEqual(contract);
});

test('an outage before the first byte is retried', async () => {
  const { api } = await scriptedApi((_request, response, call) => {
    if (call === 1) refuse(response, 503, 'overloaded_error', '');
    else answer(response, contract, { headers: contentHeaders(contract) });
  });

  const file = await api.fileContent('claude_file_1');

  expect(await bytesOf(file.body)).toEqual(contract);
});

test('a file that no longer exists is gone', async () => {
  const { api } = await scriptedApi((_request, response) =>
    refuse(response, 404, 'not_found_error', 'File not found: 0d3b'),
  );

  await expect(api.fileContent('claude_file_1')).rejects.toMatchObject({ kind: 'not-found', code: 'GONE' });
});

test('bytes that differ from the hash are corrupt, and are known to be only at the end', async () => {
  const checked = checkedBody(downloadOf(['abc', 'def'], '0'.repeat(32)), { maxBytes: 100 });
  const seen: string[] = [];

  const reading = (async () => {
    for await (const chunk of checked.body) seen.push(Buffer.from(chunk).toString());
  })();

  await expect(reading).rejects.toMatchObject({
    kind: 'contract',
    code: 'CORRUPT_BODY',
    extra: { reason: 'md5' },
  });
  expect(seen).toEqual(['abc', 'def']);
});

test('a file without a hash is taken on trust, and that is recorded', async () => {
  const checked = checkedBody(downloadOf(['abc'], null), { maxBytes: 3 });

  await bytesOf(checked.body);

  expect(checked.summary()).toEqual({ bytes: 3, md5: '900150983cd24fb0d6963f7d28e17f72', integrity: 'none' });
});

test('a hash that is not one counts as none', async () => {
  const { api } = await scriptedApi((_request, response) =>
    answer(response, contract, {
      headers: { ...contentHeaders(contract), 'content-md5': 'bm90IGEgaGFzaA==' },
    }),
  );

  const file = await api.fileContent('claude_file_1');
  file.cancel();

  expect(file.md5).toBeNull();
});

test('a file over the cap is given up at the chunk that crosses it, and the transfer ends', async () => {
  let closed = false;
  const { api } = await scriptedApi((_request, response) => {
    response.on('close', () => {
      closed = true;
    });
    response.writeHead(200, { ...calmHeaders, 'content-type': 'application/pdf' });
    const pour = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536)));
    };
    response.on('drain', pour);
    pour();
  });

  const checked = checkedBody(await api.fileContent('claude_file_1'), { maxBytes: 1_000_000 });

  await expect(bytesOf(checked.body)).rejects.toMatchObject({
    kind: 'invalid',
    code: 'TOO_LARGE',
    extra: { maxBytes: 1_000_000 },
  });
  await expect.poll(() => closed).toBe(true);
});

test('a body that breaks off is corrupt', async () => {
  const { api } = await scriptedApi((_request, response) => {
    response.writeHead(200, { ...calmHeaders, ...contentHeaders(contract) });
    response.write(contract.subarray(0, 10), () => setTimeout(() => response.destroy(), 20));
  });

  const file = await api.fileContent('claude_file_1');

  await expect(bytesOf(file.body)).rejects.toMatchObject({
    kind: 'contract',
    code: 'CORRUPT_BODY',
    extra: { path: '/v1/compliance/apps/chats/files/claude_file_1/content', requestId: 'req_011CYp' },
  });
});

test('a body that stalls is an outage', async () => {
  const { api } = await scriptedApi(
    (_request, response) => {
      response.writeHead(200, { ...calmHeaders, ...contentHeaders(contract) });
      response.write(contract.subarray(0, 10));
    },
    { idleTimeoutMs: 60 },
  );

  const file = await api.fileContent('claude_file_1');

  await expect(bytesOf(file.body)).rejects.toMatchObject({
    kind: 'upstream-busy',
    code: 'PROVIDER_UNAVAILABLE',
    extra: { reason: 'timeout' },
  });
});

test('a body that comes slowly but steadily is read to its end', async () => {
  const { api } = await scriptedApi(
    (_request, response) => {
      response.writeHead(200, calmHeaders);
      let sent = 0;
      const drip = setInterval(() => {
        sent += 1;
        response.write('x');
        if (sent < 8) return;
        clearInterval(drip);
        response.end();
      }, 100);
    },
    { idleTimeoutMs: 600 },
  );

  const file = await api.fileContent('claude_file_1');

  expect((await bytesOf(file.body)).toString()).toBe('xxxxxxxx');
});

test('a slow reader is not mistaken for a stalled provider', async () => {
  const large = Buffer.alloc(3_000_000, 'x');
  const { api } = await scriptedApi(
    (_request, response) => answer(response, large, { headers: contentHeaders(large) }),
    { idleTimeoutMs: 80 },
  );
  const file = await api.fileContent('claude_file_1');

  let bytes = 0;
  let isFirst = true;
  for await (const chunk of file.body) {
    if (isFirst) await new Promise((resolve) => setTimeout(resolve, 250));
    isFirst = false;
    bytes += chunk.byteLength;
  }

  expect(bytes).toBe(large.length);
});

test('an abort ends a transfer', async () => {
  const abort = new AbortController();
  const { api } = await scriptedApi(
    (_request, response) => {
      response.writeHead(200, calmHeaders);
      response.write(contract);
    },
    { signal: abort.signal },
  );
  const file = await api.fileContent('claude_file_1');

  const reading = bytesOf(file.body);
  abort.abort();

  await expect(reading).rejects.toMatchObject({ code: 'ABORTED' });
});

test('a transfer that nobody wants can be cancelled', async () => {
  let closed = false;
  const { api } = await scriptedApi((_request, response) => {
    response.on('close', () => {
      closed = true;
    });
    response.writeHead(200, calmHeaders);
    response.write(contract);
  });

  const file = await api.fileContent('claude_file_1');
  file.cancel();

  await expect.poll(() => closed).toBe(true);
});

test('generated files and code artifacts come the same way, each from its own path', async () => {
  const { api, requests } = await scriptedApi((_request, response) =>
    answer(response, contract, { headers: contentHeaders(contract) }),
  );

  await bytesOf((await api.generatedFileContent('claude_gen_file_1')).body);
  await bytesOf((await api.codeArtifactContent('cart_1', '1790935200-7c1d')).body);

  expect(requests.map(({ path }) => path)).toEqual([
    '/v1/compliance/apps/chats/generated-files/claude_gen_file_1/content',
    '/v1/compliance/apps/code/artifacts/cart_1/versions/1790935200-7c1d',
  ]);
});
