import type { DataType } from '../../detect/data-type.ts';
import { sampleOf } from './sample.ts';
import { vendorToken } from './vendor-token.ts';

/** Part of every OpenAI key of the first kind ("OpenAI" in base64). */
const OPENAI_MARK = `T3Bl${'bkFJ'}`;

/** Model providers and their tools. */
export const aiTokens: readonly DataType[] = [
  vendorToken({
    id: 'ANTHROPIC_API_KEY',
    name: 'Anthropic API key',
    source: 'Anthropic documentation and observed keys: sk-ant-, kind and version, 80 and more characters',
    prefixes: ['sk-ant-'],
    rest: /[a-z]{2,12}[0-9]{2}-[A-Za-z0-9_-]{40,120}/,
    samples: [
      `${sampleOf('sk-ant-api03-', 'base62', 93)}AA`,
      `${sampleOf('sk-ant-admin01-', 'base62', 93)}AA`,
    ],
    head: 7,
    misses: ['sk-ant-api03-your-key-here', 'sk-ant-...'],
  }),
  vendorToken({
    id: 'OPENROUTER_KEY',
    name: 'OpenRouter key',
    source: 'OpenRouter, API keys',
    prefixes: ['sk-or-v1-'],
    rest: /[a-f0-9]{64}/,
    samples: [sampleOf('sk-or-v1-', 'hex', 64)],
  }),
  vendorToken({
    id: 'OPENAI_API_KEY',
    name: 'OpenAI API key',
    source: 'OpenAI, API keys: project, service account and admin keys; the older kind holds a fixed mark',
    prefixes: ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-'],
    rest: /[A-Za-z0-9_-]{20,200}/,
    validate: (value) => /^sk-(?:proj|svcacct|admin)-.{40}/.test(value) || value.includes(OPENAI_MARK),
    samples: [
      `${sampleOf('sk-proj-', 'base62', 74)}${OPENAI_MARK}${sampleOf('', 'base62', 74)}`,
      `${sampleOf('sk-', 'base62', 20)}${OPENAI_MARK}${sampleOf('', 'base62', 20)}`,
    ],
    head: 3,
  }),
  vendorToken({
    id: 'DEEPSEEK_API_KEY',
    name: 'DeepSeek or compatible API key',
    source: 'DeepSeek and DashScope documentation: sk- and 32 hex digits',
    prefixes: ['sk-'],
    rest: /[a-f0-9]{32}/,
    samples: [sampleOf('sk-', 'hex', 32)],
  }),
  vendorToken({
    id: 'HUGGINGFACE_TOKEN',
    name: 'Hugging Face token',
    source: 'Hugging Face Hub, user access tokens',
    prefixes: ['hf_', 'api_org_'],
    rest: /[A-Za-z]{34}|[A-Za-z0-9]{34,40}/,
    validate: (value) => /[A-Z]/.test(value) && /[a-z]/.test(value.slice(3)),
    samples: [sampleOf('hf_', 'base62', 34)],
  }),
  vendorToken({
    id: 'GROQ_API_KEY',
    name: 'Groq API key',
    source: 'Groq, API keys',
    prefixes: ['gsk_'],
    rest: /[A-Za-z0-9]{48,56}/,
    samples: [sampleOf('gsk_', 'base62', 52)],
  }),
  vendorToken({
    id: 'PERPLEXITY_API_KEY',
    name: 'Perplexity API key',
    source: 'Perplexity, API keys',
    prefixes: ['pplx-'],
    rest: /[A-Za-z0-9]{40,60}/,
    samples: [sampleOf('pplx-', 'base62', 48)],
  }),
  vendorToken({
    id: 'REPLICATE_TOKEN',
    name: 'Replicate token',
    source: 'Replicate, API tokens',
    prefixes: ['r8_'],
    rest: /[A-Za-z0-9]{37}/,
    samples: [sampleOf('r8_', 'base62', 37)],
  }),
  vendorToken({
    id: 'XAI_API_KEY',
    name: 'xAI API key',
    source: 'xAI, API keys',
    prefixes: ['xai-'],
    rest: /[A-Za-z0-9]{70,90}/,
    samples: [sampleOf('xai-', 'base62', 80)],
  }),
  vendorToken({
    id: 'LANGSMITH_KEY',
    name: 'LangSmith key',
    source: 'LangSmith, API keys',
    prefixes: ['lsv2_pt_', 'lsv2_sk_'],
    rest: /[a-f0-9]{32}_[a-f0-9]{10}/,
    samples: [`${sampleOf('lsv2_pt_', 'hex', 32)}_${sampleOf('', 'hex', 10)}`],
  }),
  vendorToken({
    id: 'PINECONE_KEY',
    name: 'Pinecone API key',
    source: 'Pinecone, API keys',
    prefixes: ['pcsk_'],
    rest: /[A-Za-z0-9]{5,8}_[A-Za-z0-9]{50,70}/,
    samples: [`${sampleOf('pcsk_', 'base62', 6)}_${sampleOf('', 'base62', 62)}`],
  }),
];
